/**
 * Which amount is what: by the words right before it (自己付了3万), else right after it (3万是自己付的).
 * @module
 */
import { isIdleMoney } from './idle-money.ts';
import type { Amount, Sentence } from './sentence.ts';

/** What an amount may be. */
export interface AmountRole {
  /** A field key; null: money that the calculation has no use for (工资, 押金, 最高5万). */
  readonly key: string | null;
  /** Words that name it before the amount: 自付, 总费用. */
  readonly before: RegExp;
  /** What may not follow these words: 报销 is no name where 报销后 was said. */
  readonly unless?: RegExp;
  /** Words that name it after the amount; absent: as `before`. */
  readonly after?: RegExp;
}

export interface AssignedAmount {
  readonly key: string;
  readonly amount: Amount;
  /** The words that named it, with the amount. */
  readonly words: string;
  /** What stands before the amount back to the one before it, for finer questions. */
  readonly lead: string;
}

export interface AssignedAmounts {
  readonly assigned: readonly AssignedAmount[];
  /** Amounts of money that nothing names. */
  readonly unnamed: readonly Amount[];
}

/** Between the naming words and the amount: 自付一共大概是3万. */
const farthest = 12;
const hardStops = /[。;!?]/;

/** Gives every amount its role. Bare figures without a currency word need their name right before them. */
export function assignRoles(sentence: Sentence, roles: readonly AmountRole[]): AssignedAmounts {
  const assigned: AssignedAmount[] = [];
  const unnamed: Amount[] = [];
  for (const [at, amount] of sentence.amounts.entries()) {
    if (isIdleMoney(sentence, amount, sentence.amounts[at - 1])) continue;
    const lead = leadOf(sentence, amount, sentence.amounts[at - 1]);
    const tail = tailOf(sentence, amount, sentence.amounts[at + 1]);
    // 20块会退给我吗: told by what follows, whatever stands before.
    if (roles.some(({ key, after }) => key === null && after !== undefined && after.exec(tail)?.index === 0))
      continue;
    const named = namedAfterwards(sentence, roles, amount)
      ? (roleAfter(roles, tail) ?? roleBefore(roles, lead, amount.stated))
      : (roleBefore(roles, lead, amount.stated) ??
        (amount.stated || /^(?:是|系)/.test(tail) ? roleAfter(roles, tail) : null));
    if (named === null) {
      const next = continued(sentence, assigned, amount, sentence.amounts[at - 1]);
      if (next !== null) assigned.push(next);
      else if (amount.stated || spent.test(lead) || partOf.test(lead)) unnamed.push(amount);
    } else if (named.role.key !== null) {
      assigned.push({
        key: named.role.key,
        amount,
        words: named.inLead ? `${named.words}${amount.words}` : `${amount.words}${named.words}`,
        lead,
      });
    }
  }
  return { assigned, unnamed };
}

/** A bare figure after these is money all the same. */
const spent = /(?:付|俾|畀|给|出|交|花|报|用|掏|补|赔|捐|领|拿|攞)(?:了|咗|费)?$/;

/** 其中860 is a part of a sum, whatever it is. */
const partOf = /(?:其中|里面|里头|当中|入面)(?:有|的|嘅|了|是|大概|约)*$/;

const claim =
  '第[二三四五六七八九]次|第[二三四五六七八九]张|下个?月|次月|后来|后尾|又|再|还有|另外|然后|跟住|接着';
const claimStart = new RegExp(`^(?:第[一二三四五六七八九][次张]|${claim}|\\d*月)`);
const claimOnly = new RegExp(
  `^(?:${claim}|那次|嗰次|那张|份|的|嘅|就|是|系|为|有|(?:自付|[付用花给俾畀出交])[了咗]?|:|\\s)*$`,
);

/**
 * 7月自付1200，8月1350.5: what has only a month or 第二次 before it is what the claim before it began with; 1200、1350.5和980 goes on
 * with the same name.
 */
function continued(
  sentence: Sentence,
  assigned: readonly AssignedAmount[],
  amount: Amount,
  previous: Amount | undefined,
): AssignedAmount | null {
  const before = assigned.at(-1);
  if (before === undefined || previous === undefined) return null;
  const { text, parts, dates } = sentence;
  const between = text.slice(previous.end, amount.start);
  const words = /[^,。;!?、]*$/.exec(between)?.[0] ?? '';
  const from = amount.start - words.length;
  const lead = text.slice(from, amount.start);
  if (before.amount === previous && /^[、和跟及加+]$/.test(between)) {
    return { key: before.key, amount, words: `${between}${amount.words}`, lead };
  }
  const bare = dates
    .filter(({ start, end }) => start >= from && end <= amount.start)
    .reduce((rest, date) => rest.replace(date.words, ''), lead);
  if (lead === '' || !claimOnly.test(bare)) return null;
  const start =
    parts.findLast(
      (part) =>
        part.end <= previous.end &&
        part.end >= (assigned[0]?.amount.start ?? 0) - 1 &&
        (claimStart.test(part.words) || dates.some((date) => date.start === part.start)),
    )?.start ?? parts.findLast((part) => part.start <= before.amount.start)?.start;
  const first = assigned.find((each) => start !== undefined && each.amount.start >= start);
  return first === undefined ? null : { key: first.key, amount, words: `${lead}${amount.words}`, lead };
}

/** Back to the amount before it, at most to the start of the sentence. */
function leadOf(sentence: Sentence, amount: Amount, previous: Amount | undefined): string {
  const text = sentence.text.slice(previous?.end ?? 0, amount.start);
  return text.split(hardStops).at(-1) ?? text;
}

function tailOf(sentence: Sentence, amount: Amount, next: Amount | undefined): string {
  const end = Math.min(next?.start ?? sentence.text.length, sentence.partAt(amount.start)?.end ?? 0);
  return sentence.text.slice(amount.end, Math.max(amount.end, end));
}

interface Named {
  readonly role: AmountRole;
  readonly words: string;
  readonly inLead: boolean;
}

/** The role whose name ends nearest to the amount; of two that end together the longer name. */
function roleBefore(roles: readonly AmountRole[], lead: string, stated: boolean): Named | null {
  let best: { named: Named; end: number } | null = null;
  for (const role of roles) {
    for (const found of lead.matchAll(new RegExp(role.before.source, 'g'))) {
      const end = found.index + found[0].length;
      // 个人自付(政策内)5000: what stands in brackets is no distance.
      const distance = lead.slice(end).replace(/\([^()]*\)/g, '').length;
      if (found[0] === '' || distance > (stated ? farthest : 4)) continue;
      if (role.unless?.test(lead.slice(end)) === true) continue;
      const nearer =
        best === null || end > best.end || (end === best.end && found[0].length > best.named.words.length);
      if (nearer) {
        best = { named: { role, words: lead.slice(found.index), inLead: true }, end };
      }
    }
  }
  return best?.named ?? null;
}

function roleAfter(roles: readonly AmountRole[], tail: string): Named | null {
  let best: { named: Named; at: number; length: number } | null = null;
  for (const role of roles) {
    const found = (role.after ?? role.before).exec(tail);
    if (found === null || found[0] === '' || found.index > 6) continue;
    if (
      best === null ||
      found.index < best.at ||
      (found.index === best.at && found[0].length > best.length)
    ) {
      const words = tail.slice(0, found.index + found[0].length);
      best = { named: { role, words, inLead: false }, at: found.index, length: found[0].length };
    }
  }
  return best?.named ?? null;
}

/** 3万报销2万自付: the part begins with an amount and ends with a name, so every name follows its amount. */
function namedAfterwards(sentence: Sentence, roles: readonly AmountRole[], amount: Amount): boolean {
  const part = sentence.partAt(amount.start);
  if (part === null) return false;
  const inside = sentence.amounts.filter(({ start }) => part.start <= start && start < part.end);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined || inside.length < 2) return false;
  return (
    roleBefore(roles, sentence.text.slice(part.start, first.start), true) === null &&
    roleAfter(roles, sentence.text.slice(last.end, part.end)) !== null
  );
}
