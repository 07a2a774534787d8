/** 2026年11月30日 10:05, in China. @param none what is shown for a time that is not there. */
export function deskTime(iso: string | null, none = '—'): string {
  if (iso === null) return none;
  const [day = '', clock = ''] = new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().split('T');
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日 ${clock.slice(0, 5)}`;
}
