/**
 * The amounts of medical aid: named by the words around them, made consistent, and asked where they leave two meanings.
 * @module
 */
import { factOfAmount, withoutRepeats } from './amount-facts.ts';
import { assignRoles, type AssignedAmount } from './amount-roles.ts';
import { exclusionPatterns, uninsuredWords } from './medical-aid-flags.ts';
import { ambiguousKey, medicalAidRoles } from './medical-aid-roles.ts';
import {
  type CostNotCounted,
  factsNotCounted,
  partOutside,
  readCostsNotCounted,
} from './costs-not-counted.ts';
import { withoutNotHad } from './money-not-had.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Amount, Sentence } from './sentence.ts';

export interface ReadMessage {
  readonly facts: readonly ReadFact[];
  /** One sentence for the resident when amounts are not told apart; null: clear. */
  readonly unclear: string | null;
}

/** All facts in money, the excluded costs, and what is said to be unknown. */
export function readMoney(sentence: Sentence): ReadMessage {
  const { assigned: all, unnamed } = assignRoles(sentence, medicalAidRoles);
  const { assigned: had, open: doubtful, unclear: ofWhom } = withoutNotHad(sentence, all);
  const parts = readCostsNotCounted(sentence, all);
  const isPart = (amount: Amount): boolean => parts.some((part) => part.amount === amount);
  // 其余2400元 is the rest of the same sum.
  const isRest = ({ start }: Amount): boolean =>
    parts.length > 0 && /(?:其余|剩余|剩下|余下|其他)(?:的)?$/.test(sentence.before(start, 5));
  const assigned = had.filter(({ amount }) => !isPart(amount));
  const uninsured = sentence.mentions(uninsuredWords).some(({ polarity }) => polarity !== 'asked');
  const afterInsurance = /(?:报销?|结算|医保|保险)(?:完|后|之后|以后)/.test(sentence.text);
  const named: AssignedAmount[] = assigned
    .filter(({ key }) => key !== ambiguousKey)
    .map((each) => {
      // 合规费用 of somebody with insurance is after the insurances only when that is said.
      if (each.key !== 'eligibleCost' || uninsured) return each;
      return { ...each, key: afterInsurance ? 'compliantCost' : 'totalCost' };
    });
  const whole = wholeBill(sentence, unnamed, named);
  if (whole !== undefined) named.push(whole);
  const { facts: excluded, amounts: left } = readExcluded(
    sentence,
    unnamed.filter((amount) => amount !== whole?.amount && !isPart(amount) && !isRest(amount)),
    named,
    parts,
  );
  const deductions = ['deductible', 'classBShare', 'majorInsuranceLine'];
  const inScope = scopeWords.test(sentence.text);
  const facts = named.map((each): ReadFact => {
    const fact = factOfAmount(each);
    // 起付标准、乙类自负合计12000元: one sum for several fields.
    const together =
      deductions.includes(each.key) && /(?:合计|一共|总共|共|加起来)[^,。;!?]*$/.test(each.lead);
    if (together && /起付|乙类/g.test(each.lead) && /[、和及加]/.test(each.lead))
      return { ...fact, value: null };
    return fact.key === 'ownShare' && !inScope ? { ...fact, origin: 'assumed' } : fact;
  });
  settleSelfPaid(assigned, named, facts);
  // 其余都是政策范围内: of the rest, so the sum that was named holds more.
  const others = sentence.text.replace(/(?:其余|其他|其它|剩下|余下)[^,。;!?]*/g, '');
  const outside = withOutside(sentence, facts, named, scopeWords.test(others));
  const repeated = withoutRepeats(sentence, outside.facts, sums);
  const earlier = readEarlierAid(sentence, repeated.facts);
  const claimed = unclaimed(repeated.facts, earlier) ? addUnclaimed(repeated.facts) : repeated.facts;
  const unknown = [
    ...readUnknown(sentence, claimed ?? repeated.facts),
    ...earlier,
    ...readNothingOutside(sentence, claimed ?? repeated.facts),
    ...doubtful,
  ];
  const beyond = scopeWords.test(others) ? partOutside(parts) : undefined;
  const contradictory =
    beyond === undefined
      ? null
      : `“${beyond.words}”算不算在政策范围内的自付里面，请说明政策范围内自付是多少元。`;
  const [open] = [
    ...assigned
      .filter(({ key, amount }) => key === ambiguousKey && !named.some((each) => each.amount === amount))
      .map(({ words }) => words),
    ...left.filter(({ inexact }) => inexact === null).map(({ words }) => words),
  ];
  return {
    facts: [...(claimed ?? repeated.facts), ...excluded, ...factsNotCounted(parts), ...unknown],
    unclear:
      ofWhom ??
      repeated.unclear ??
      outside.unclear ??
      contradictory ??
      (severalAfterAid(named, repeated.facts)
        ? '您说了几次的费用，又领过救助，请告诉我全年政策范围内自付一共多少元、已经领了多少元，或者只说这一次的。'
        : null) ??
      (claimed === null
        ? '您说了几次看病，都还没有领过救助，请告诉我这几次政策范围内自付一共多少元。'
        : null) ??
      (open === undefined ? null : `“${open}”没有说清是什么钱，请说明是总费用、医保报销的还是自己付的。`),
  };
}

/** Which of the claims were paid already is not told by a sum. */
const severalAfterAid = (named: readonly AssignedAmount[], facts: readonly ReadFact[]): boolean =>
  named.filter(({ key }) => key === 'ownShare').length > 1 &&
  facts.some(({ key, value }) => key.startsWith('previous') && value !== 0);

/** 自费 beside total, reimbursement and 自付 is what makes the bill add up: outside the catalogue. */
function settleSelfPaid(
  assigned: readonly AssignedAmount[],
  named: AssignedAmount[],
  facts: ReadFact[],
): void {
  const fenOf = (key: string) => {
    const all = named.filter((each) => each.key === key).map(({ amount }) => amount.fen ?? Number.NaN);
    return all.length === 0 ? Number.NaN : all.reduce((total, fen) => total + fen, 0);
  };
  const rest = fenOf('totalCost') - fenOf('reimbursed') - fenOf('ownShare');
  const [only, ...more] = assigned.filter(({ key, words }) => key === ambiguousKey && words.includes('自费'));
  if (only === undefined || more.length > 0 || only.amount.fen !== rest) return;
  const outside = { ...only, key: 'outsideCost' };
  named.push(outside);
  facts.push(factOfAmount(outside));
}

/** 总共1860元，医保报了1300元: without another word the whole bill, where what was reimbursed is told. */
function wholeBill(
  sentence: Sentence,
  unnamed: readonly Amount[],
  named: readonly AssignedAmount[],
): AssignedAmount | undefined {
  const [amount, ...more] = unnamed.filter(({ start }) =>
    /(?:^|[,。;!?])(?:总共|一共|总计|合计|合共)(?:是|要|为|有|:)*$/.test(sentence.text.slice(0, start)),
  );
  if (amount === undefined || more.length > 0) return undefined;
  const has = (key: string) => named.some((each) => each.key === key);
  if (!has('reimbursed') || has('totalCost') || has('ownShare')) return undefined;
  const lead = sentence.before(amount.start);
  return { key: 'totalCost', amount, words: `${lead.split(/[,。;!?]/).at(-1) ?? ''}${amount.words}`, lead };
}

const scopeWords = /政策(?:范围)?内|目录内|范围内/;

const sums = ['reimbursed', 'ownShare', 'compliantCost', 'totalCost', 'donation', 'commercialInsurance'];

/**
 * 自己出了2万，其中自费药5000: what is outside the catalogue comes off the own share. 自己交了5万，报了3万: paid before or after the
 * reimbursement? Asked where the words leave it open.
 */
function withOutside(
  sentence: Sentence,
  facts: readonly ReadFact[],
  named: readonly AssignedAmount[],
  inScope: boolean,
): { readonly facts: readonly ReadFact[]; readonly unclear: string | null } {
  const find = (key: string) => named.find((each) => each.key === key);
  const [own, outside, reimbursed] = ['ownShare', 'outsideCost', 'reimbursed'].map(find);
  if (own !== undefined && outside !== undefined && !inScope) {
    if (/不(?:含|包括|包含|算|计)/.test(outside.lead)) {
      return { facts: facts.filter(({ key }) => key !== 'outsideCost'), unclear: null };
    }
    if (find('totalCost') === undefined) {
      return {
        facts,
        unclear: `“${outside.words}”算不算在“${own.words}”里面，请说明政策范围内自付是多少元。`,
      };
    }
  }
  const earlier = find('previousBasic');
  if (
    own !== undefined &&
    /剩|余/.test(own.words) &&
    earlier !== undefined &&
    earlier.amount.start < own.amount.start
  ) {
    return {
      facts,
      unclear: `“${own.words}”是救助前还是救助后剩下的，请说明报销后政策范围内自付一共多少元。`,
    };
  }
  const plain = own !== undefined && !inScope && !/自付|报|剩|余|还|仲/.test(own.words);
  if (
    plain &&
    reimbursed !== undefined &&
    reimbursed.amount.start > own.amount.start &&
    find('totalCost') === undefined
  ) {
    return { facts, unclear: `“${own.words}”是报销前还是报销后付的，请说明报销后自己付了多少元。` };
  }
  return { facts, unclear: null };
}

/** 其中3200元是镶牙: only these costs are left out. A ground without an amount is a ground of the whole claim. */
function readExcluded(
  sentence: Sentence,
  unnamed: ReturnType<typeof assignRoles>['unnamed'],
  named: readonly AssignedAmount[],
  parts: readonly CostNotCounted[],
): { readonly facts: readonly ReadFact[]; readonly amounts: typeof unnamed } {
  for (const [value, pattern] of exclusionPatterns) {
    const said = sentence
      .mentions(pattern)
      .find(
        ({ polarity, start }) =>
          polarity === 'said' && !parts.some((part) => part.start <= start && start < part.end),
      );
    if (said === undefined) continue;
    const part = sentence.partAt(said.start);
    const inPart = (start: number) => part !== null && part.start <= start && start < part.end;
    const amount = unnamed.find(({ start }) => inPart(start));
    if (amount !== undefined && amount.fen !== null) {
      // 其余2400元 is the rest of the same sum.
      const others = unnamed.filter(
        (each) =>
          each !== amount && !/(?:其余|剩余|剩下|余下|其他)(?:的)?$/.test(sentence.before(each.start, 5)),
      );
      // 镶牙1200元，另外看病自付2400元: a sum of its own, which does not count; else it stays to be asked.
      const apart = named.length > 0 && /另外|此外|除此之外|分开/.test(sentence.text);
      return { facts: [], amounts: apart ? others : unnamed };
    }
    return { facts: [{ key: 'exclusion', value, words: said.words }], amounts: unnamed };
  }
  return { facts: [], amounts: unnamed };
}

/** An earlier claim whose aid was not told: nothing is assumed. */
function readEarlierAid(sentence: Sentence, facts: readonly ReadFact[]): readonly ReadFact[] {
  const earlier = facts.find(({ key }) => key === 'previousShare');
  if (earlier === undefined || facts.some(({ key }) => key.startsWith('previous') && key !== 'previousShare'))
    return [];
  const none = sentence.denies(/(?:领|拿|申请|救助|报|享受)(?:过|到|了|任何)*(?:救助)?/);
  return [{ key: 'previousBasic', value: none === null ? null : 0, words: none?.words ?? earlier.words }];
}

/** An earlier cost for which nothing was paid yet counts now: the sum of both is wanted. */
const unclaimed = (facts: readonly ReadFact[], unknown: readonly ReadFact[]): boolean =>
  facts.some(({ key }) => key === 'previousShare') &&
  unknown.some(({ key, value }) => key === 'previousBasic' && value === 0);

/** 第一次自付4000，第二次自付6000，都没领过: the costs of a year add up; null: one of them is not told. */
function addUnclaimed(facts: readonly ReadFact[]): readonly ReadFact[] | null {
  const [first, own] = ['previousShare', 'ownShare'].map((name) => facts.find(({ key }) => key === name));
  if (typeof first?.value !== 'number' || typeof own?.value !== 'number') return null;
  const value = (Math.round(first.value * 100) + Math.round(own.value * 100)) / 100;
  return facts
    .filter((fact) => fact !== first)
    .map((fact) => (fact === own ? { ...own, value, words: `${first.words}、${own.words}` } : fact));
}

const nothingOutside =
  /(?:目录外|超(?:出)?(?:医保)?目录|自费(?:药|项目|部分)?)(?:的)?(?:费用|部分)?(?:都|也)?(?:没有|冇|无|为0|是0)(?![\d一二三四五六七八九])|(?:没有|冇|无)(?:任何)?(?:目录外|超(?:出)?(?:医保)?目录|自费)(?:药|项目|部分|费用|的)*|(?:都|全|均|全部)(?:是)?在?(?:医保)?(?:目录|政策范围)(?:以)?内/;

/** 目录外没有, 都在目录内. */
function readNothingOutside(sentence: Sentence, facts: readonly ReadFact[]): readonly ReadFact[] {
  const said = facts.some(({ key }) => key === 'outsideCost') ? null : sentence.says(nothingOutside);
  return said === null ? [] : [{ key: 'outsideCost', value: 0, words: said.words }];
}

const unknownWords: readonly (readonly [key: string, pattern: RegExp])[] = [
  ['deductible', /(?<!大病|保险)起付(?:标准|线)/],
  ['classBShare', /乙类/],
  ['majorInsuranceLine', /大病(?:保险)?起付/],
  ['assumedReimbursement', /核减/],
  ['commercialInsurance', /商业保险|商保/],
  ['donation', /捐赠|捐款|水滴筹/],
  ['receiptDate', /收据(?:日期|时间)/],
];

/** 起付标准、乙类自负都不清楚: said to be unknown, so nothing is assumed. */
function readUnknown(sentence: Sentence, known: readonly ReadFact[]): readonly ReadFact[] {
  const stretches = sentence.text.match(
    /[^。;!?()]*(?:不清楚|不知道|唔知|唔清楚|不确定|不详|忘了|不记得|没有数|未知|没算出来)[^。;!?()]*/g,
  );
  return (stretches ?? []).flatMap((stretch) =>
    unknownWords
      .filter(([key, pattern]) => pattern.test(stretch) && !known.some((fact) => fact.key === key))
      .map(([key]) => ({ key, value: null, words: stretch })),
  );
}
