/** A question of a calculation and the recap before the result, as messages with buttons. @module */
import type {
  DialogueButton,
  OpenDialogue,
  Prompt,
  Recap,
} from '../../../conversations/calculation-dialogue-result.ts';
import { lines, own, paragraphs, type RichText, strong } from './rich-text.ts';
import { inRows, inRowsByLength, press, type Saying, type SayingButton, say } from './saying.ts';

const toButton = ({ label, code }: DialogueButton): SayingButton => press(label, { kind: 'dialogue', code });

const present = (...buttons: readonly (DialogueButton | null)[]): SayingButton[] =>
  buttons.filter((button) => button !== null).map(toButton);

/** @param before said first: that a button was of an earlier question, that numbers were taken out. */
export function renderDialogue(open: OpenDialogue, before: readonly string[] = []): Saying {
  return open.kind === 'ask' ? renderPrompt(open.prompt, before) : renderRecap(open.recap, before);
}

function renderPrompt(prompt: Prompt, before: readonly string[]): Saying {
  const { heading, notes, question, hints, choices, finish, unknown, why, back, cancel } = prompt;
  const marked = choices.map(({ label, code, selected }) =>
    toButton({ label: selected ? `✅ ${label}` : label, code }),
  );
  return say(
    paragraphs(
      ...before.map((text): RichText => [own(text)]),
      [own(`🧮 ${heading}`)],
      ...notes.map((note): RichText => [own(note)]),
      [strong(question)],
      hints.length === 0 ? null : lines(...hints.map((hint): RichText => [own(hint)])),
    ),
    [
      ...inRowsByLength(marked),
      present(finish),
      // A person who does not know is to find the way on at once.
      present(unknown, why),
      present(back, cancel),
    ],
  );
}

function renderRecap(recap: Recap, before: readonly string[]): Saying {
  const { heading, notes, groups, extras, problem, question, confirm, back, cancel } = recap;
  return say(
    paragraphs(
      ...before.map((text): RichText => [own(text)]),
      [strong(heading)],
      ...notes.map((note): RichText => [own(note)]),
      ...groups.map(({ heading: title, items }) =>
        lines(
          [own(`${title}：`)],
          ...items.map(({ number, label, value }): RichText => [own(`${number}. ${label}：`), strong(value)]),
        ),
      ),
      problem === null ? null : [own('⚠ '), strong(problem)],
      [own(question)],
    ),
    [
      present(confirm),
      ...inRows(
        groups.flatMap(({ items }) => items.map(({ change }) => toButton(change))),
        4,
      ),
      ...inRowsByLength(extras.map(toButton)),
      present(back, cancel),
    ],
  );
}

/** A question that was answered by a button, as it stays in the chat: the question and the answer, nothing to press. */
export function renderAnswered({ heading, question }: Prompt, answer: string): Saying {
  return say(paragraphs([own(`🧮 ${heading}`)], lines([own(question)], [own('👉 '), strong(answer)])));
}
