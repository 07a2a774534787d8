/**
 * In force or not (第三十条), by the date of the receipt (第二条); what the text does not decide is a doubt (AMB-M9, M10).
 * @module
 */
import type { Facts } from '../kernel/facts.ts';
import { firstDay, lastDay } from '../kernel/partial-date.ts';
import { type Outcome, type Remark, remark } from '../scheme.ts';
import type { AidClass } from './medical-aid-classes.ts';
import { type MedicalAidParameters, medicalAidSources as words } from './medical-aid-parameters.ts';

/** Something that the text leaves open: no figure is stated as certain. `missing`: facts that would settle it. */
export interface Doubt extends Remark {
  readonly missing?: readonly string[];
}

export const doubt = (
  text: string,
  source: Parameters<typeof remark>[1],
  missing: readonly string[] = [],
): Doubt => ({
  ...remark(text, source),
  missing,
});

const textOf = (facts: Facts, key: string): string | undefined => {
  const value = facts.peek(key);
  return typeof value === 'string' ? value : undefined;
};

/** Outside the validity: the outcome; else the doubts about it. */
export function checkValidity(parameters: MedicalAidParameters, facts: Facts): Outcome | readonly Doubt[] {
  const { firstDay: first, lastDay: last } = parameters;
  const receipt = textOf(facts, 'receiptDate');
  const application = textOf(facts, 'applicationDate');
  const after = (date: string | undefined) => date !== undefined && firstDay(date) > last.value;
  const before = (date: string | undefined) => date !== undefined && lastDay(date) < first.value;
  const empty = { basicAid: null, majorIllnessAid: null, total: null };
  if (after(receipt)) {
    return {
      status: 'expired',
      values: empty,
      reasons: [
        remark(
          `费用发生在${receipt}，本办法有效期至${last.value}，已届满，不能按它计算；请向区民政局询问现行办法。`,
          last,
        ),
      ],
    };
  }
  if (before(application) || (before(receipt) && application === undefined)) {
    return {
      status: 'not-in-force',
      values: empty,
      reasons: [
        remark(
          `费用发生在本办法实施（${first.value}）之前，当时适用清新府办〔2014〕19号，不能按本办法计算。`,
          words.oldDocument,
        ),
      ],
    };
  }
  const doubts: Doubt[] = [];
  if (before(receipt)) {
    doubts.push(
      doubt(
        `费用发生在${first.value}实施之前、申请在实施之后，适用哪个办法文件没有写，请问区民政局。`,
        words.receiptDate,
      ),
    );
  } else if (after(application) && receipt === undefined) {
    doubts.push(doubt(`申请时本办法已届满，要看收据是不是${last.value}以前开的。`, last, ['receiptDate']));
  } else if (after(application)) {
    doubts.push(
      doubt(`收据在${last.value}以前、申请在届满之后，还能不能按本办法办理文件没有写，请问区民政局。`, last),
    );
  } else if (receipt !== undefined && (firstDay(receipt) < first.value || lastDay(receipt) > last.value)) {
    doubts.push(
      doubt(
        `${receipt}里只有一部分日子在本办法有效期（${first.value}至${last.value}）内，请写出收据的具体日期。`,
        last,
        ['receiptDate'],
      ),
    );
  }
  return doubts;
}

/** Where the receipt stands in the aid year of somebody without one-stop settlement. */
export type YearPosition = 'inside' | 'month-of-application' | 'older';

/** 第二条: 申请救助当月前12个月. Classes one and two are settled at the hospital by the insurance year (第四条). */
export function yearPosition(
  parameters: MedicalAidParameters,
  facts: Facts,
  aidClass: AidClass,
): YearPosition {
  const receipt = textOf(facts, 'receiptDate');
  const application = textOf(facts, 'applicationDate');
  const oneStop = aidClass.id === 'one' || aidClass.id === 'two';
  if (oneStop || receipt === undefined || application === undefined) return 'inside';
  if (receipt.length < 7 || application.length < 7) return 'inside';
  const months = monthOf(application) - monthOf(receipt);
  if (months > parameters.yearMonths.value) return 'older';
  return months === 0 ? 'month-of-application' : 'inside';
}

const monthOf = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
