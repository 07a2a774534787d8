/**
 * Dates whose year stands at another date of the same message: 2018年9月关停，11月20日拆完.
 * @module
 */
import { readDates, type SaidDate } from './read-dates.ts';
import type { Sentence } from './sentence.ts';

export interface YearedDate extends SaidDate {
  /** 11月20日 with the year of the date before it (else of the one after it); null when no year stands anywhere. */
  readonly iso: string | null;
}

/** Right after the date of a paper, not of what somebody did. */
const ofPaper =
  /^的?(?:印发|发布|公布|下发|出台|颁布|实施|发文|发出|的?(?:文件|方案|通知|命令|防火令|办法|政策))/;
const startsWithMonth = /^[\d一二三四五六七八九十]{1,3}月/;

/** All dates of a message except those of papers, with their years. */
export function datesWithYear(sentence: Sentence): readonly YearedDate[] {
  const { dates, text, today } = sentence;
  return dates
    .filter(({ end }) => !ofPaper.test(text.slice(end)))
    .map((date) => {
      if (date.iso !== null || !startsWithMonth.test(date.words)) return date;
      const known = dates.filter(({ iso }) => iso !== null);
      const near = known.findLast(({ end }) => end <= date.start) ?? known[0];
      if (near?.iso === undefined || near.iso === null) return date;
      const [read] = readDates(`${near.iso.slice(0, 4)}年${date.words}`, today);
      return { ...date, iso: read?.iso ?? null };
    });
}
