/** A dialogue as a resident would have it: replies in, what is shown out. */
import type { Field } from '../../src/calculators/kernel/field.ts';
import { createSchemes } from '../../src/calculators/registry.ts';
import type {
  CalculationDialogue,
  DialogueButton,
  DialogueReply,
  DialogueResult,
  DialogueStart,
  DialogueTurn,
} from '../../src/conversations/calculation-dialogue-result.ts';
import { createCalculationDialogue } from '../../src/conversations/calculation-dialogue.ts';
import { readCorpus } from '../../src/gazette/read-corpus.ts';
import { loadWorkingDaysCalendar } from '../../src/working-days-calendar.ts';
import { realCorpusFolder } from '../support/real-corpus.ts';

export const corpus = readCorpus(realCorpusFolder);
export const schemes = createSchemes(loadWorkingDaysCalendar());
export const dialogue: CalculationDialogue = createCalculationDialogue({ schemes, corpus });
export const today = '2026-11-29';

export const fieldOf = (scheme: string, key: string): Field => {
  const field = schemes.find(({ id }) => id === scheme)?.fields.find((each) => each.key === key);
  if (field === undefined) throw new Error(`${scheme} has no ${key}`);
  return field;
};

/** All buttons that are shown, in reading order. */
export function buttonsOf(result: DialogueResult): DialogueButton[] {
  if (result.kind === 'ask') {
    const { choices, finish, unknown, why, back, cancel } = result.prompt;
    return [...choices, finish, unknown, why, back, cancel].filter((button) => button !== null);
  }
  if (result.kind === 'recap') {
    const { groups, extras, confirm, back, cancel } = result.recap;
    const changes = groups.flatMap(({ items }) => items.map(({ change }) => change));
    return [...changes, ...extras, confirm, back, cancel].filter((button) => button !== null);
  }
  return result.kind === 'aside' || result.kind === 'stale' ? buttonsOf(result.open) : [];
}

/** What somebody reads, line by line; buttons in brackets, chosen ones with a tick. */
export function shown(result: DialogueResult): string[] {
  switch (result.kind) {
    case 'ask': {
      const { heading, notes, question, hints, choices } = result.prompt;
      const buttons = choices.map(({ label, selected }) => `[${selected ? '✓' : ''}${label}]`).join('');
      return [heading, ...notes, question, ...hints, buttons].filter((line) => line !== '');
    }
    case 'recap': {
      const { heading, notes, groups, extras, problem, question } = result.recap;
      return [
        heading,
        ...notes,
        ...groups.map(
          (group) =>
            `${group.heading}：${group.items.map(({ number, label, value }) => `${number}.${label}=${value}`).join('；')}`,
        ),
        ...extras.map(({ label }) => `[${label}]`),
        ...(problem === null ? [] : [problem]),
        question,
      ];
    }
    case 'done':
      return [result.recap];
    case 'aside':
      return [`（先回答：${result.text}）`, ...shown(result.open)];
    case 'stale':
      return [result.text, ...shown(result.open)];
    default:
      return [result.text];
  }
}

/** A conversation: `say` types, `press` presses the shown button with that label. */
export class Talk {
  turn: DialogueTurn;

  constructor(start: Omit<DialogueStart, 'serial'>) {
    this.turn = dialogue.start({ serial: 's1', ...start }, today);
  }

  get lines(): string[] {
    return shown(this.turn.result);
  }

  get question(): string {
    const { result } = this.turn;
    return result.kind === 'ask' ? result.prompt.question : result.kind;
  }

  reply(reply: DialogueReply): this {
    this.turn = dialogue.reply(this.turn.state, reply, today);
    return this;
  }

  say(...texts: string[]): this {
    for (const text of texts) this.reply({ kind: 'text', text });
    return this;
  }

  press(...labels: string[]): this {
    for (const label of labels) this.reply({ kind: 'button', code: this.code(label) });
    return this;
  }

  code(label: string): string {
    const button = buttonsOf(this.turn.result).find((each) => each.label === label);
    if (button === undefined) throw new Error(`no button ${label} under: ${this.lines.join(' | ')}`);
    return button.code;
  }
}
