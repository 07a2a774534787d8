/** Drafts of written.ts → one lie for each false wording. @module */
import type { App } from '../../../src/app.ts';
import { honestMaterial, readAllQuestions } from '../lies/material.ts';
import { type SecondLie, secondLie } from './told-lie.ts';
import { type WrittenDraft, writtenDrafts } from './written.ts';

const edit = /\{(?:([^:{}→]+):)?([^{}→]*)→([^{}]*)\}/g;

export function readWritten(app: App, drafts: readonly WrittenDraft[] = writtenDrafts): SecondLie[] {
  const questions = readAllQuestions();
  return drafts.flatMap((written, at) => {
    const id = `written ${at + 1}`;
    const material = honestMaterial(
      app,
      { id, set: 'seen', style: '', question: written.question, evidence: written.evidence, draft: '' },
      questions,
    );
    const edits = [...written.draft.matchAll(edit)];
    const twin = written.draft.replace(edit, '$2');
    return edits.flatMap((found, chosen) =>
      (found[3] ?? '').split('|').flatMap((words) => {
        let count = -1;
        const lie = written.draft.replace(edit, (_all, _kind: string, truth: string) => {
          count += 1;
          return count === chosen ? words : truth;
        });
        const made = secondLie(found[1] ?? '', material, twin, lie);
        return made === null ? [] : [made];
      }),
    );
  });
}
