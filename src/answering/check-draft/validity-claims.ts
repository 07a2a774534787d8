/** What a sentence claims about validity, against what the document's data says. @module */
import type { EvidenceItem } from './evidence.ts';
import { plainText } from './plain-text.ts';

/** Words that may be used for each state beside the engine's own sentence. */
const words: Readonly<Record<string, string>> = {
  in_force: '现行有效 目前有效 仍然有效 还有效 在有效期内 正在施行 有效',
  expired:
    '已届满 已经届满 过期 已过期 到期 已到期 已失效 失效 不再有效 不能再作为依据 期限已过 过了有效期 过去的规定',
  period_over: '期间已结束 已经结束 已结束 过期 已过期 到期 已到期 期限已过 期限已经过了 不再适用 过去的规定',
  repealed: '已废止 已被废止 已经废止 作废 已失效 失效 宣布失效 不再有效',
  draft:
    '征求意见稿 草案 草稿 没有正式印发 未正式印发 还没有印发 不是正式文件 不能作为依据 只能作参考 仅供参考 只作参考',
  not_yet: '尚未施行 还没有施行 还没有生效 未生效',
  unstated: '没有写有效期 未写有效期 没写有效期 没有写明有效期 核实',
  reference: '参考 参考资料 只能作参考 仅供参考 只作参考 只能作为参考 外地 不是本地政策 不能作为依据',
};

const common = '文件 办法 方案 规划 通知 规定 期间 期限 依据 办事依据';

/** What a document of this state may be called wherever it is cited. */
export function stateName(item: EvidenceItem): string {
  if (item.standing === 'draft') return '征求意见稿 草案';
  return item.standing === 'reference' ? '参考资料 参考材料' : '';
}

export function validityWords(item: EvidenceItem): string[] {
  return item.validity === null ? [] : [words[item.validity] ?? '', common];
}

const holds =
  /(?:现行|目前|现在|当前|如今|眼下|至今|今天|依然|仍然?|还|继续|一直|长期|依旧|仲)[^,;。]{0,6}(?:有效|适用|生效|施行|执行|管用|在用|算数|作数)|(?:^|[^失无])有效(?=$|[,;。的呢啊!])|(?:没有?|未|并未|尚未|冇)(?:过期|失效|废止|作废|到期|届满|被废止)|有效期内|正在(?:施行|执行|实施)|现行(?!政策范围)/;
const ended =
  /(?:已经?|已被|早已|早就)[^,;。]{0,4}(?:届满|过期|失效|废止|到期|终止|作废|结束|过了)|(?:不再|不能再|没有|冇)(?:有效|效力|适用|作为)|过期|作废|失效(?!判)|期限?已?经?过了/;
const repealed = /(?:已|被)[^,;。]{0,6}(?:废止|宣布失效)|作废/;
const notYet = /(?:还没有?|尚未|还未|并未)(?:开始)?(?:施行|实施|生效|执行)/;
const lasting = /长期有效|永久|没有期限|无期限/;
const issued =
  /(?:已经?|早已)(?:正式)?(?:印发|发布|公布|出台|通过|生效|施行|实施|执行)|(?<!没有|未|不是)正式(?:印发|发布|施行|实施|生效)|(?<!不)是正式文件|自[^,;。]{4,12}起(?:施行|实施|执行|生效)/;
const now = /目前|现在|当前|现行|如今|眼下|至今|现时|而家|今年|最新/;

/** Null when the sentence makes no wrong claim. @param text In normal form. @param inEvidence Whether words stand verbatim in a cited unit. */
export function wrongValidity(
  text: string,
  items: readonly EvidenceItem[],
  inEvidence: (words: string) => boolean,
  inText: (word: string) => boolean,
): string | null {
  const dated = items.filter(({ validity }) => validity !== null);
  if (dated.length === 0) return null;
  // Its own 文号 names this document, not one that it speaks of.
  const own =
    dated
      .map(({ number }) => plainText(number ?? ''))
      .find((number) => number !== '' && text.includes(number)) ?? '\n';
  const first = (pattern: RegExp) => pattern.exec(text)?.[0];
  const positive = first(holds);
  const negated =
    positive !== undefined &&
    /(?:不|没有?|未)(?:再|能|是)?[^,;。]{0,3}$/.test(text.slice(0, text.indexOf(positive)));
  if (
    positive !== undefined &&
    !negated &&
    !inEvidence(positive) &&
    dated.some(({ validity }) => validity !== 'in_force')
  )
    return '文件的效力说错了：不能说它现在有效';
  // 宣布失效的文件有19份: what the text itself says of other documents is checked as its words.
  const speaksOf = (said: string) =>
    (/\d份|[〔《]|\d号/.test(text.replaceAll(own, '')) ||
      inEvidence(text.slice(Math.max(0, text.indexOf(said) - 2), text.indexOf(said) + said.length))) &&
    (said.match(/失效|废止|过期|到期|届满|作废|终止|结束/g) ?? []).some((word) => inText(word));
  const over = first(ended);
  // Of the document itself only its data tells, whatever its text says of others.
  const isOwn = own !== '\n' && !/\d份|[〔《]|\d号/.test(text.replaceAll(own, ''));
  if (
    over !== undefined &&
    (isOwn || (!inEvidence(over) && !speaksOf(over))) &&
    !dated.some(
      ({ validity }) => validity === 'expired' || validity === 'repealed' || validity === 'period_over',
    )
  )
    return '文件的效力说错了：资料没有说它已经失效';
  const early = first(notYet);
  if (early !== undefined && !inEvidence(early) && dated.every(({ validity }) => validity !== 'not_yet'))
    return '资料没有说它还没有施行';
  const voided = first(repealed);
  if (
    voided !== undefined &&
    (isOwn || (!inEvidence(voided) && !speaksOf(voided))) &&
    !dated.some(
      ({ validity, validitySentence }) => validity === 'repealed' || validitySentence.includes('失效'),
    )
  )
    return '资料没有说它被废止';
  const forever = first(lasting);
  if (forever !== undefined && !inEvidence(forever)) return '资料没有说长期有效';
  const official = first(issued);
  if (
    official !== undefined &&
    !/(?:没有?|未|尚未|不是|并非)$/.test(text.slice(0, text.indexOf(official))) &&
    dated.some(({ standing }) => standing === 'draft')
  )
    return '这只是征求意见稿，没有正式印发';
  const present = first(now);
  if (
    present !== undefined &&
    !inEvidence(present) &&
    dated.some(({ validity }) => validity !== 'in_force') &&
    over === undefined
  )
    return '不能把这份文件说成现在的规定';
  return null;
}

/** Whether the sentence tells something that is known of a document, and not what its clauses say. */
export function speaksOfDocument(text: string): boolean {
  return (
    speaksOfValidity(text) ||
    /文号|发文|印发|发布|公布|刊登|公报|第\d+期|施行|实施|执行|生效|到期|过期|期间|期限|开始|结束|截止|正式|依据|参考|文件|《/.test(
      text,
    )
  );
}

/** Whether the sentence speaks of validity at all. */
export function speaksOfValidity(text: string): boolean {
  return (
    holds.test(text) ||
    ended.test(text) ||
    /有效期|届满|施行|废止|失效|征求意见稿|正式印发|作为.{0,4}依据/.test(text)
  );
}
