/**
 * Money that the patient has not had: refused, promised, planned, or another person's.
 * @module
 */
import type { AssignedAmount } from './amount-roles.ts';
import { personsOf } from './medical-aid-persons.ts';
import { ambiguousKey } from './medical-aid-roles.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

/** Money that comes to the patient and is taken off. */
const received: ReadonlySet<string> = new Set([
  'donation',
  'commercialInsurance',
  'veteranAid',
  'reimbursed',
  'previousBasic',
  'previousMajor',
]);

/** 没有水滴筹, 打算水滴筹: right before the name. */
const deniedBefore =
  /(?:没有?|冇|未|无|不是|唔系|并非)(?:有|得到|收到|拿到|领到|能|可以|去|搞|做|用|过|靠|任何|向|找)*$/;
const plannedBefore =
  /(?:答应|承诺|同意|说好|说要|说会|打算|准备|计划|希望|想要?|要|将|如果|要是|假如|万一|可能|申请|正?在|等(?:着|待)?|指望)(?:去|搞|做|发起|开|通过|用|靠|再|在|向|找|叫|请|我|他|她|人)*$/;
/** 保险公司拒赔, 保险公司答应赔: within the name. */
const notYetInside =
  /没|未|冇|拒|不肯|唔肯|不愿|唔|不|答应|承诺|同意|说(?!了)|(?<![社金字善协工学商])会|应该|预计|估计|打算|准备|计划|想|要(?!求)|将|申请|等|正在|目标|最多|最高|可能|能|可以/;
/** 保险公司赔1万还没到账. */
const notYetAfter =
  /^[^,。;!?]{0,8}(?:还没|没有?|未|冇|不)(?:到|拿|收|给|赔|下|批|发|筹)|^[^,。;!?]{0,4}(?:被拒|待|等)|^,(?:但|不过|可是?|可惜)?(?:钱)?(?:还|一直|都|仲|到现在)?(?:没有?|未|冇|不)(?:到|拿|收|给|下|发|筹)/;

function notHad(sentence: Sentence, { key, amount, words, lead }: AssignedAmount): boolean {
  const isInLead = words.endsWith(amount.words);
  const from = lead.length - (words.length - amount.words.length);
  const before = isInLead ? lead.slice(0, Math.max(0, from)) : lead;
  if (deniedBefore.test(before)) return true;
  if (!received.has(key)) return false;
  const name = isInLead ? words.slice(0, -amount.words.length) : words.slice(amount.words.length);
  // 医保没报, 医保可以报 are read elsewhere.
  return (
    plannedBefore.test(before) ||
    (key !== 'reimbursed' && notYetInside.test(name)) ||
    notYetAfter.test(sentence.text.slice(amount.end))
  );
}

const stranger =
  /(?:邻居|隔[壁篱]|朋友|同事|同学|亲戚|别人|人家|工友|老乡|同村|他人|病友)(?!(?:们|都|也|一起)*(?:给|帮|替|为|向|捐|借|送|凑|帮忙))[^,。;!?]*$/;
/** 女儿帮我水滴筹. */
const forPatient = /给|帮|替|为|凑/;

/** 邻居领了5万, 我妈领过4万: not the patient's. `costs`: the amounts that tell who the patient is. */
function ofAnother(
  sentence: Sentence,
  { key, amount, lead }: AssignedAmount,
  costs: readonly AssignedAmount[],
): 'stranger' | 'kin' | null {
  if (!received.has(key)) return null;
  const clause = lead.split(/[,。;!?]/).at(-1) ?? '';
  if (stranger.test(clause)) return 'stranger';
  const spans = personsOf(sentence);
  const whoAt = (at: number) => spans.find(({ start, end }) => start <= at && at < end)?.who;
  const owner = whoAt(amount.start);
  const patients = new Set(costs.map((cost) => whoAt(cost.amount.start)));
  const named = spans.some(({ start }) => start >= amount.start - lead.length && start < amount.start);
  // 我妈住院…，我领过4万: back to the speaker.
  if (
    /^我(?:自己|本人)?(?:今年|去年|之前|以前|已经?|就|年内|领|拿)/.test(clause) &&
    ![...patients].some((who) => who === undefined || who === '我')
  )
    return 'kin';
  return owner !== undefined && named && !patients.has(owner) && !forPatient.test(clause) ? 'kin' : null;
}

/** Leaves out what others had; what was refused, promised or planned is asked. */
export function withoutNotHad(
  sentence: Sentence,
  all: readonly AssignedAmount[],
): {
  readonly assigned: readonly AssignedAmount[];
  readonly open: readonly ReadFact[];
  readonly unclear: string | null;
} {
  const costs = all.filter(({ key }) =>
    ['ownShare', 'totalCost', 'compliantCost', 'eligibleCost'].includes(key),
  );
  const owners = new Map(all.map((each) => [each, ofAnother(sentence, each, costs)]));
  const missing = all.filter((each) => owners.get(each) === null && notHad(sentence, each));
  const kin = all.find((each) => owners.get(each) === 'kin');
  const assigned = all.filter((each) => owners.get(each) === null && !missing.includes(each));
  return {
    assigned,
    // 没有自费药1万: there is none of it.
    open: missing
      .filter(
        ({ key }) =>
          key !== 'outsideCost' && key !== ambiguousKey && !assigned.some((each) => each.key === key),
      )
      .map(({ key, words }) => ({ key, value: null, words })),
    unclear: kin === undefined ? null : `“${kin.words}”好像是别人的，请只说看病的人自己领了多少元。`,
  };
}
