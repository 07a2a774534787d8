/** What holds for every dialogue, however it is led: it ends, loses nothing, and computes what was answered. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/calculators/kernel/field.ts';
import { run } from '../../src/calculators/run.ts';
import { fieldCode } from '../../src/conversations/calculation-dialogue-codes.ts';
import type { DialogueReply, DialogueTurn } from '../../src/conversations/calculation-dialogue-result.ts';
import { dialogueStateSchema } from '../../src/conversations/calculation-dialogue-state.ts';
import { buttonsOf, dialogue, fieldOf, schemes, today } from './calculation-dialogue-talk.ts';

/** Dialogues of each calculator. */
const runs = Number(process.env['DIALOGUE_RUNS'] ?? 10);

const figures: readonly (readonly [typed: string, value: number])[] = [
  ['3万5', 35_000],
  ['两千', 2000],
  ['18600.50元', 18_600.5],
  ['万二', 12_000],
  ['３．５万', 35_000],
  ['3w5', 35_000],
  ['780', 780],
  ['0', 0],
];
const days: readonly (readonly [typed: string, value: string])[] = [
  ['2018年8月', '2018-08'],
  ['去年10月', '2025-10'],
  ['2018年10月20日', '2018-10-20'],
  ['2019', '2019'],
];

interface Answer {
  readonly replies: readonly DialogueReply[];
  readonly value: unknown;
}

const typed = (text: string): readonly DialogueReply[] => [{ kind: 'text', text }];
const press = (code: string): DialogueReply => ({ kind: 'button', code });

/** A valid reply to what is asked, and the fact that it must become. @param pick chooses among so many. */
function answerTo(turn: DialogueTurn, field: Field, pick: (among: number) => number): Answer {
  if (turn.result.kind !== 'ask') throw new Error('nothing is asked');
  const { choices } = turn.result.prompt;
  switch (field.type) {
    case 'boolean': {
      const at = pick(2);
      return { replies: [press(choices[at]?.code ?? '')], value: at === 0 };
    }
    case 'choice': {
      const choice = choices[pick(choices.length)];
      return { replies: [press(choice?.code ?? '')], value: choice?.label };
    }
    case 'choices': {
      // As a list in words, so that what is marked before does not matter.
      const label = choices[pick(choices.length)]?.label ?? '';
      return { replies: typed(label), value: [label] };
    }
    case 'date': {
      const [text, value] = days[pick(days.length)] ?? ['', ''];
      return { replies: typed(text), value };
    }
    case 'amounts':
      return { replies: typed('120、85.5'), value: [120, 85.5] };
    case 'integer': {
      const least = Math.max(field.min ?? 0, 0);
      const value = least + pick(Math.min((field.max ?? 60) - least, 60) + 1);
      return { replies: typed(`${value}${pick(2) === 0 ? '' : (field.unit ?? '')}`), value };
    }
    default: {
      const fitting = figures.filter(
        ([, value]) => value >= (field.min ?? 0) && value <= (field.max ?? Number.POSITIVE_INFINITY),
      );
      const [text, value] = fitting[pick(fitting.length)] ?? ['1', 1];
      return field.type === 'money'
        ? { replies: typed(text), value }
        : { replies: typed(String(value)), value };
    }
  }
}

const isAsked = (turn: DialogueTurn): string | null =>
  turn.result.kind === 'ask' ? turn.result.prompt.field : null;

const codeOf = (turn: DialogueTurn, label: string): string | undefined =>
  buttonsOf(turn.result).find((button) => button.label === label)?.code;

/** Facts contradict each other, or one of them is being changed. */
const isInDoubt = ({ result }: DialogueTurn): boolean =>
  (result.kind === 'recap' && result.recap.problem !== null) ||
  (result.kind === 'ask' && result.prompt.heading.endsWith('改这一项'));

/** For the records below: `expect` is for tests. */
function mustBe(actual: unknown, expected: unknown): void {
  expect(actual).toEqual(expected);
}

/** A dialogue that is led at random, with a record of what was answered. */
class Led {
  turn: DialogueTurn;
  /** States and answers before each reply, as somebody who presses 上一步 expects them. */
  private readonly before: { state: string | null; facts: ReadonlyMap<string, unknown> }[] = [];
  private facts: ReadonlyMap<string, unknown> = new Map();

  constructor(private readonly scheme: string) {
    this.turn = dialogue.start({ scheme, serial: 'ab12' }, today);
  }

  get answers(): Record<string, unknown> {
    return Object.fromEntries(this.facts);
  }

  /** What must hold whenever something is shown. */
  check(): void {
    const { state, result } = this.turn;
    if (state === null) return;
    mustBe(JSON.stringify(dialogueStateSchema.parse(JSON.parse(state))), state);
    const again = dialogue.show(state, today);
    mustBe(again.state, state);
    const codes = buttonsOf(result).map(({ code }) => code);
    mustBe(new Set(codes).size, codes.length);
    mustBe(
      codes.filter((code) => !/^[\w.-]{1,30}$/.test(code)),
      [],
    );
    const others = new Set(buttonsOf(again.result).map(({ code }) => code));
    mustBe(
      codes.filter((code) => !others.has(code)),
      [],
    );
  }

  private send(...replies: DialogueReply[]): DialogueTurn {
    return replies.reduce((turn, reply) => dialogue.reply(turn.state, reply, today), this.turn);
  }

  private step(turn: DialogueTurn, facts: ReadonlyMap<string, unknown>): void {
    this.before.push({ state: this.turn.state, facts: this.facts });
    this.turn = turn;
    this.facts = facts;
  }

  answer(pick: (among: number) => number): void {
    const key = isAsked(this.turn);
    if (key === null) return;
    const field = fieldOf(this.scheme, key);
    const { replies, value } =
      field.type === 'choices' && pick(2) === 0 ? this.mark(pick) : answerTo(this.turn, field, pick);
    const after = this.send(...replies);
    // Back and the same again is the same.
    const back = dialogue.reply(after.state, { kind: 'text', text: '上一步' }, today);
    mustBe(back.state, this.turn.state);
    mustBe(
      replies.reduce((turn, reply) => dialogue.reply(turn.state, reply, today), back),
      after,
    );
    this.step(after, new Map([...this.facts, [key, value]]));
  }

  /** Marks one more choice, or takes the mark of one away, by buttons. */
  private mark(pick: (among: number) => number): Answer {
    const choices = () => (this.turn.result.kind === 'ask' ? this.turn.result.prompt.choices : []);
    const pressOne = () => {
      const button = choices()[pick(choices().length)];
      if (button === undefined) return;
      const marked = this.send({ kind: 'button', code: button.code });
      // Pressed twice by a shaking finger.
      mustBe(dialogue.reply(marked.state, { kind: 'button', code: button.code }, today), marked);
      mustBe(marked.result.kind === 'ask' && marked.result.inPlace, true);
      this.turn = marked;
    };
    pressOne();
    if (choices().every(({ selected }) => !selected)) pressOne();
    const code = codeOf(this.turn, '选好了') ?? '';
    const value = choices().flatMap(({ label, selected }) => (selected ? [label] : []));
    return { replies: [{ kind: 'button', code }], value };
  }

  unknown(): void {
    const key = isAsked(this.turn);
    const code = codeOf(this.turn, '不清楚');
    if (key === null || code === undefined) return;
    this.step(this.send({ kind: 'button', code }), new Map([...this.facts, [key, null]]));
  }

  back(): void {
    const before = this.before.pop();
    const code = codeOf(this.turn, '上一步');
    mustBe(code === undefined, before === undefined);
    if (before === undefined || code === undefined) return;
    this.turn = this.send({ kind: 'button', code });
    mustBe(this.turn.state, before.state);
    this.facts = before.facts;
  }

  change(pick: (among: number) => number): void {
    if (this.turn.result.kind !== 'recap') return;
    const { groups, extras } = this.turn.result.recap;
    const changes = [...groups.flatMap(({ items }) => items.map(({ change }) => change)), ...extras];
    const button = changes[pick(changes.length)];
    if (button !== undefined) this.step(this.send({ kind: 'button', code: button.code }), this.facts);
  }

  /** Whatever is typed, nothing throws; it is tried and not kept. */
  tryOut(text: string): void {
    const { state } = dialogue.reply(this.turn.state, { kind: 'text', text }, today);
    if (state !== null) dialogueStateSchema.parse(JSON.parse(state));
    const pressed = dialogue.reply(this.turn.state, { kind: 'button', code: text }, today);
    mustBe(pressed.result.kind, 'stale');
    mustBe(pressed.state, this.turn.state);
  }

  /** To the end, by answers that decide nothing where the facts contradict each other. */
  finish(pick: (among: number) => number): void {
    for (let round = 0; round < 200; round += 1) {
      const { result } = this.turn;
      if (result.kind === 'done') return;
      this.check();
      if (result.kind === 'ask') {
        if (pick(3) === 0) this.unknown();
        else this.answer(pick);
      } else if (result.kind === 'recap' && result.recap.confirm !== null) {
        this.turn = this.send({ kind: 'button', code: result.recap.confirm.code });
      } else {
        // Back to before the answer that contradicts: what is not known contradicts nothing.
        while (isInDoubt(this.turn)) this.back();
        this.unknown();
      }
    }
    throw new Error('the dialogue does not end');
  }
}

const moves = fc.array(
  fc.record({
    move: fc.constantFrom(
      'answer',
      'answer',
      'answer',
      'answer',
      'answer',
      'unknown',
      'back',
      'change',
      'try',
    ),
    picks: fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }),
    text: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '',
        '。',
        '要带什么材料？',
        '我妈低保自付3万',
        '不是2万，是3万',
        '1'.repeat(2000),
        '改',
        '改99',
      ),
    ),
  }),
  { maxLength: 25 },
);

/** Several choices in one order, whichever was marked first. */
const sorted = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.map(String).toSorted((one, other) => one.localeCompare(other)) : value,
    ]),
  );

/** The next of these numbers, over and over. */
function pickerOf(numbers: readonly number[]): (among: number) => number {
  let at = 0;
  return (among) => {
    at += 1;
    return among === 0 ? 0 : (numbers[at % numbers.length] ?? 0) % among;
  };
}

describe.each(schemes.map(({ id }) => id))('a dialogue about %s', (id) => {
  it('ends, can be taken back exactly, and computes what was answered', () => {
    const scheme = schemes.find((each) => each.id === id);
    if (scheme === undefined) throw new Error(id);
    fc.assert(
      fc.property(moves, fc.array(fc.nat(1000), { minLength: 7, maxLength: 7 }), (led, ending) => {
        const talk = new Led(id);
        talk.check();
        for (const { move, picks, text } of led) {
          const pick = pickerOf(picks);
          if (move === 'answer') talk.answer(pick);
          else if (move === 'unknown') talk.unknown();
          else if (move === 'back') talk.back();
          else if (move === 'change') talk.change(pick);
          else talk.tryOut(text);
          talk.check();
        }
        talk.finish(pickerOf(ending));
        const { result } = talk.turn;
        if (result.kind !== 'done') throw new Error(result.kind);
        expect(sorted(result.input.facts)).toEqual(sorted(talk.answers));
        const computed = run(scheme, result.input.facts, { asOf: today, origins: result.input.origins });
        expect(computed).toEqual({
          ...run(scheme, talk.answers, { asOf: today }),
          facts: computed.facts,
        });
        expect(computed.status).not.toBe('input-error');
        // Nothing is left that could still be asked.
        for (const { key } of computed.missing) expect(Object.keys(talk.answers)).toContain(key);
      }),
      { numRuns: id === 'medical-aid' ? runs : 2 * runs },
    );
  });

  it('has a code of its own for every field', () => {
    const { fields } = schemes.find((each) => each.id === id) ?? { fields: [] };
    expect(new Set(fields.map(fieldCode)).size).toBe(fields.length);
  });
});
