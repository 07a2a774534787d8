/** The ISO day in China, UTC+8, of a moment given in UTC: days of the overview are those of the people who ask. */
export function chinaDay(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
}
