/** What an action was done on, as people read it: the record holds the program's own names. @module */
import type { Scheme } from '../../../../calculators/scheme.ts';
import { settingDescriptions } from '../../../../controls/run-settings.ts';
import { switchLabels } from '../../../../controls/switches.ts';

export interface SubjectNames {
  /** @returns the subject as it is where it has no other name */
  shown(action: string, subject: string): string;
  /** As the record holds what somebody typed. */
  written(typed: string): string;
}

/** By the beginning of the action. */
export function createSubjectNames(schemes: readonly Pick<Scheme, 'id' | 'title'>[]): SubjectNames {
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'channel.': switchLabels,
    'setting.': Object.fromEntries(
      Object.entries(settingDescriptions).map(([name, { label }]) => [name, label]),
    ),
    'batch.': Object.fromEntries(schemes.map(({ id, title }) => [id, title])),
    'store.': { store: '数据库' },
    'staff.sign-in-failed': { unknown: '没有这个账号' },
  };
  return {
    shown(action, subject) {
      const known = Object.entries(names).find(([prefix]) => action.startsWith(prefix))?.[1] ?? {};
      return Object.hasOwn(known, subject) ? (known[subject] ?? subject) : subject;
    },
    written: (typed) =>
      Object.values(names)
        .flatMap((known) => Object.entries(known))
        .find(([, text]) => text === typed)?.[0] ?? typed,
  };
}
