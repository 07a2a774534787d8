/**
 * All calculators, in the order in which they are shown.
 * @module
 */
import type { Scheme } from './scheme.ts';
import { createAidTimeline } from './schemes/aid-timeline.ts';
import { compulsoryAdmission } from './schemes/compulsory-admission.ts';
import { forestFirePenalty } from './schemes/forest-fire-penalty.ts';
import { livestockClearanceDeadline } from './schemes/livestock-clearance-deadline.ts';
import { livestockDemolition } from './schemes/livestock-demolition.ts';
import { medicalAid } from './schemes/medical-aid.ts';
import { mentalHealthMedication } from './schemes/mental-health-medication.ts';
import { premiumSupport } from './schemes/premium-support.ts';
import { waterBalanceTest } from './schemes/water-balance-test.ts';
import { emptyCalendar, type WorkingDaysCalendar } from './schemes/working-days.ts';

/** @param calendar official holidays and make-up days; without one no date is computed from working days. */
export const createSchemes = (calendar: WorkingDaysCalendar = emptyCalendar): readonly Scheme[] => [
  medicalAid,
  premiumSupport,
  mentalHealthMedication,
  compulsoryAdmission,
  livestockDemolition,
  livestockClearanceDeadline,
  forestFirePenalty,
  waterBalanceTest,
  createAidTimeline(calendar),
];

export const schemes: readonly Scheme[] = createSchemes();

/** The scheme of an id, or undefined. */
export const schemeOf = (id: string, among: readonly Scheme[] = schemes): Scheme | undefined =>
  among.find((scheme) => scheme.id === id);
