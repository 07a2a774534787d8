/**
 * The dialogue that asks the facts of a calculation one by one: list → questions → recap → facts to compute. It knows no
 * channel and keeps nothing: a turn is a function of the state before and the reply.
 * @module
 */
import type { Field } from '../calculators/kernel/field.ts';
import { schemeOf } from '../calculators/registry.ts';
import type { Scheme } from '../calculators/scheme.ts';
import type { Corpus } from '../gazette/model.ts';
import { type DialogueAction, fieldOfCode, readCode } from './calculation-dialogue-codes.ts';
import { entryOf, isAvailable } from './calculation-dialogue-list.ts';
import { givenOf } from './calculation-dialogue-prefill.ts';
import { fieldOf, fieldOfItem } from './calculation-dialogue-prompt.ts';
import { readAtRecap, readWhileAsked, type ReadReply } from './calculation-dialogue-reading.ts';
import type { CalculationDialogue, DialogueReply, DialogueTurn } from './calculation-dialogue-result.ts';
import {
  type DialogueFact,
  type DialogueScreen,
  type DialogueState,
  dialogueStateSchema,
  dialogueVersion,
  factsOf,
  inputOf,
  loadDialogue,
  withoutLastStep,
  withStep,
} from './calculation-dialogue-state.ts';
import {
  advance,
  compute,
  fieldAsked,
  inWords,
  type OngoingDialogue,
  openOf,
  showTurn,
  take,
} from './calculation-dialogue-step.ts';
import type { TellingSoFar } from './calculation-dialogue-told.ts';
import { excludesOthers, offeredChoices } from './calculation-dialogue-wording.ts';

export { inputOfCalculation } from './calculation-dialogue-prefill.ts';

export interface CalculationDialogueOptions {
  readonly schemes: readonly Scheme[];
  /** Only what its documents are there for can be computed. */
  readonly corpus: Corpus;
}

const texts = {
  over: '这次计算已经结束了。要再算一次，请重新选一项。',
  outdated: '系统更新过，这次计算不能接着做了，要从头填一次。给您添麻烦了。',
  unavailable: '这里没有这一种计算，请重新选一项。',
  cancelled: '好的，这次计算取消了，您填的内容没有留下来。',
  stale: '这个按钮是前面的问题的，没有填进去。现在要答的是：',
  atBeginning: '已经是第一问了。',
  laterChange: '不对的，最后可以改。',
  noItem: '没有看出要改哪一项，请点那一项旁边的“改”，或者写“改”和它的编号，例如“改1”。',
  nothingChosen: '还没有选。请先选一项，再点“选好了”。',
} as const;

export function createCalculationDialogue({
  schemes,
  corpus,
}: CalculationDialogueOptions): CalculationDialogue {
  const available = schemes.filter((scheme) => isAvailable(corpus, scheme));

  return {
    list: (asOf) => available.map((scheme) => entryOf(corpus, scheme, asOf)),
    start({ scheme: id, serial, prefill = null }, asOf) {
      const scheme = schemeOf(id, available);
      if (scheme === undefined)
        return { state: null, result: { kind: 'unavailable', text: texts.unavailable } };
      const given = prefill === null || prefill.scheme !== id ? [] : givenOf(scheme, prefill);
      return begin(scheme, serial, given, asOf);
    },
    reply(json, reply, asOf) {
      const going = resume(available, json, asOf);
      if ('result' in going) return going;
      return reply.kind === 'text' ? afterText(going, reply.text) : afterButton(going, reply);
    },
    show(json, asOf) {
      const going = resume(available, json, asOf);
      return 'result' in going ? going : showTurn(going);
    },
  };
}

function begin(scheme: Scheme, serial: string, given: readonly DialogueFact[], asOf: string): DialogueTurn {
  const state = dialogueStateSchema.parse({
    version: dialogueVersion,
    serial,
    scheme: scheme.id,
    given: [...given],
    folded: 0,
    steps: [],
    screen: { kind: 'recap' },
  } satisfies DialogueState);
  const known = given.filter(({ value }) => value !== null);
  return advance({ scheme, state, asOf }, (screen) => ({ ...state, screen }), {
    notes: known.length === 0 ? [] : [`我已从您的话里知道：${inWords(scheme, known)}。${texts.laterChange}`],
  });
}

function resume(
  schemes: readonly Scheme[],
  json: string | null,
  asOf: string,
): OngoingDialogue | DialogueTurn {
  if (json === null) return outdated(texts.over, null);
  const loaded = loadDialogue(json);
  const scheme = schemeOf(loaded.kind === 'state' ? loaded.state.scheme : (loaded.scheme ?? ''), schemes);
  if (loaded.kind === 'outdated' || scheme === undefined) return outdated(texts.outdated, scheme?.id ?? null);
  const { state } = loaded;
  // A field that this version does not have any more.
  const keys = [...factsOf(state).keys(), ...(state.screen.kind === 'ask' ? [state.screen.key] : [])];
  const isKnown = keys.every((key) => fieldOf(scheme, key) !== undefined);
  return isKnown ? { scheme, state, asOf } : outdated(texts.outdated, scheme.id);
}

const outdated = (text: string, scheme: string | null): DialogueTurn => ({
  state: null,
  result: { kind: 'outdated', text, scheme },
});

function afterText(going: OngoingDialogue, text: string): DialogueTurn {
  const { scheme, state, asOf } = going;
  const soFar: TellingSoFar = { scheme, known: factsOf(state), asOf };
  const field = fieldAsked(going);
  if (field === null || state.screen.kind !== 'ask') return afterReply(going, readAtRecap(text, soFar));
  return afterReply(going, readWhileAsked(text, field, state.screen.selected, soFar, state.screen.changing));
}

function afterReply(going: OngoingDialogue, reply: ReadReply): DialogueTurn {
  switch (reply.kind) {
    case 'answer':
      return take(going, reply.facts);
    case 'told':
      return take(going, reply.facts, { notes: [`记下了：${inWords(going.scheme, reply.facts)}。`] });
    case 'aside':
      return {
        state: JSON.stringify(going.state),
        result: { kind: 'aside', text: reply.text, open: openOf(going) },
      };
    case 'unread':
      return showTurn(going, { notes: [reply.reason] });
    case 'change':
      return change(going, reply.item);
    default:
      return obey(going, reply.order);
  }
}

function obey(going: OngoingDialogue, order: Extract<ReadReply, { kind: 'order' }>['order']): DialogueTurn {
  const { scheme, state, asOf } = going;
  switch (order) {
    case 'back':
      return goBack(going);
    case 'keep':
      return showTurn(
        state.screen.kind === 'recap' ? going : { ...going, state: withStep(state, [], { kind: 'recap' }) },
      );
    case 'cancel':
      return { state: null, result: { kind: 'cancelled', text: texts.cancelled } };
    case 'restart':
      return begin(scheme, state.serial, [], asOf);
    case 'why':
      return showTurn(going, { why: true });
    case 'finish':
      return finish(going);
    default:
      return confirm(going);
  }
}

function goBack(going: OngoingDialogue): DialogueTurn {
  const before = withoutLastStep(going.state);
  return before === null
    ? showTurn(going, { notes: [texts.atBeginning] })
    : showTurn({ ...going, state: before });
}

function finish(going: OngoingDialogue): DialogueTurn {
  const { screen } = going.state;
  if (screen.kind !== 'ask' || screen.selected.length === 0)
    return showTurn(going, { notes: [texts.nothingChosen] });
  return take(going, [{ key: screen.key, value: screen.selected, origin: 'asked' }]);
}

function confirm(going: OngoingDialogue): DialogueTurn {
  const { scheme, state } = going;
  const calculation = compute(going);
  if (state.screen.kind !== 'recap' || calculation.status === 'input-error')
    return showTurn(going, {}, calculation);
  const told = inWords(scheme, [...factsOf(state).values()]);
  return {
    state: null,
    result: { kind: 'done', input: inputOf(state), recap: `算一算${scheme.title}：${told || '都不清楚'}。` },
  };
}

/** 改年龄, typed at the recap. */
function change(going: OngoingDialogue, item: string): DialogueTurn {
  const shown = openOf(going);
  const field = shown.kind === 'recap' ? fieldOfItem(going.scheme, shown.recap, item) : undefined;
  return field === undefined ? showTurn(going, { notes: [texts.noItem] }) : ask(going, field);
}

/** Asks a field anew, from the recap. */
function ask(going: OngoingDialogue, field: Field): DialogueTurn {
  const value = factsOf(going.state).get(field.key)?.value;
  const selected = field.type === 'choices' && Array.isArray(value) ? value.map(String) : [];
  const screen: DialogueScreen = { kind: 'ask', key: field.key, changing: true, selected };
  return showTurn({ ...going, state: withStep(going.state, [], screen) });
}

function afterButton(
  going: OngoingDialogue,
  { code }: Extract<DialogueReply, { kind: 'button' }>,
): DialogueTurn {
  const field = fieldAsked(going);
  const pressed = readCode(code, going.state, field);
  // Whoever gives up the calculation means it, whichever of its questions the button is under.
  if (pressed?.isOwn === true && pressed.action.kind === 'cancel') return obey(going, 'cancel');
  if (pressed === null || !pressed.isCurrent) return stale(going);
  return act(going, field, pressed.action) ?? stale(going);
}

const stale = (going: OngoingDialogue): DialogueTurn => ({
  state: JSON.stringify(going.state),
  result: { kind: 'stale', text: texts.stale, open: openOf(going) },
});

/** null: the action does not belong to what is shown. */
function act(going: OngoingDialogue, field: Field | null, action: DialogueAction): DialogueTurn | null {
  const answer = (value: DialogueFact['value']) =>
    field === null ? null : take(going, [{ key: field.key, value, origin: 'asked' }]);
  switch (action.kind) {
    case 'yes':
    case 'no':
      return field?.type === 'boolean' ? answer(action.kind === 'yes') : null;
    case 'unknown':
      return answer(null);
    case 'choose': {
      const choice = chosen(field, 'choice', action.index);
      return choice === undefined ? null : answer(choice);
    }
    case 'select':
    case 'deselect': {
      const choice = chosen(field, 'choices', action.index);
      return choice === undefined ? null : mark(going, choice, action.kind === 'select');
    }
    case 'change': {
      const wanted = field === null ? fieldOfCode(going.scheme, action.field) : undefined;
      return wanted === undefined ? null : ask(going, wanted);
    }
    case 'confirm':
      return field === null ? confirm(going) : null;
    case 'finish':
      return field?.type === 'choices' ? finish(going) : null;
    case 'why':
      return field === null ? null : obey(going, 'why');
    default:
      return obey(going, action.kind);
  }
}

const chosen = (field: Field | null, type: Field['type'], index: number): string | undefined =>
  field === null || field.type !== type
    ? undefined
    : offeredChoices(field).find((choice) => choice.index === index)?.value;

/** Marks one of several choices; 都不是 leaves no room for another. */
function mark(going: OngoingDialogue, choice: string, isSelected: boolean): DialogueTurn {
  const { screen } = going.state;
  if (screen.kind !== 'ask') return showTurn(going);
  const others = screen.selected.filter(
    (each) => each !== choice && !(isSelected && (excludesOthers(each) || excludesOthers(choice))),
  );
  const selected = isSelected ? [...others, choice] : others;
  return showTurn(
    { ...going, state: { ...going.state, screen: { ...screen, selected } } },
    { inPlace: true },
  );
}
