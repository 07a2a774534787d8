/**
 * The readers of all schemes.
 * @module
 */
import { aidTimelineReader } from './aid-timeline.ts';
import { withCommonDoubts } from './common-doubts.ts';
import { compulsoryAdmissionReader } from './compulsory-admission.ts';
import { forestFirePenaltyReader } from './forest-fire-penalty.ts';
import { livestockClearanceDeadlineReader } from './livestock-clearance-deadline.ts';
import { livestockDemolitionReader } from './livestock-demolition.ts';
import { medicalAidReader } from './medical-aid.ts';
import { mentalHealthMedicationReader } from './mental-health-medication.ts';
import { premiumSupportReader } from './premium-support.ts';
import type { SchemeReader } from './scheme-reader.ts';
import { waterBalanceTestReader } from './water-balance-test.ts';

/** Of two that are equally sure the one that stands earlier is taken. */
export const readers: readonly SchemeReader[] = [
  compulsoryAdmissionReader,
  mentalHealthMedicationReader,
  livestockDemolitionReader,
  livestockClearanceDeadlineReader,
  forestFirePenaltyReader,
  waterBalanceTestReader,
  premiumSupportReader,
  aidTimelineReader,
  medicalAidReader,
].map(withCommonDoubts);
