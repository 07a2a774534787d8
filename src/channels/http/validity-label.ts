import type { ValidityStatus } from '../../answering/answer.ts';

export interface ValidityLabel {
  readonly text: string;
  /** Drawn before the text; the text alone says everything. */
  readonly sign: string;
  /** Which colours: good, ended, or to be read with care. */
  readonly tone: 'good' | 'ended' | 'care';
}

/** How each validity is called on every page. */
export const validityLabels: Readonly<Record<ValidityStatus, ValidityLabel>> = {
  in_force: { text: '现行有效', sign: '✓', tone: 'good' },
  expired: { text: '有效期已过', sign: '✕', tone: 'ended' },
  repealed: { text: '已废止', sign: '✕', tone: 'ended' },
  period_over: { text: '实施期已过', sign: '✕', tone: 'ended' },
  draft: { text: '征求意见稿，未生效', sign: '!', tone: 'care' },
  not_yet: { text: '尚未施行', sign: '!', tone: 'care' },
  unstated: { text: '未写有效期', sign: '?', tone: 'care' },
  reference: { text: '外地参考材料', sign: '!', tone: 'care' },
};

export const validityName = (status: ValidityStatus): string => validityLabels[status].text;
