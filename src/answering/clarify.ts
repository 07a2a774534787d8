/**
 * A question that names no matter (补助多少, 要交什么材料) and fits several: the resident is asked which one is meant,
 * by names that can be typed back, and the reply is read together with the question.
 * @module
 */
import type { Clause, Corpus, PolicyDocument } from '../gazette/model.ts';
import { normalise } from '../retrieval/normalise.ts';
import { tokenise } from '../retrieval/tokenise.ts';
import { type AskedShapes, heldShare } from './answer-shape.ts';
import type { Evidence } from './find-evidence.ts';
import { informative } from './split-questions.ts';

/** Words that stand in the question of every matter and name none. */
const commonWords =
  /补助金?|补贴|资助|奖补|经费|资金|金额|数额|额度|款项|钱|材料|资料|文件|证件|手续|纸质|申请表|表格?|罚款?|处罚|期限|时间|时候|日期|截止|申请|申领|办理|办|报销|报|标准|条件|资格|对象|范围|部门|单位|地方|地址|电话|机关|负责|牵头|主管|目标|任务|结果|措施|要求|内容|公示|流程|程序|步骤|提交|递交|交|带|备齐?|准备|领取?|发放?|给|得|最高|最低|最多|最少|上限|封顶|比例|比率|每年|每月|每个月|每人|一年|一个月|一次|总共|一共|工作日|开始|结束|到期|有效|过期|失效|作废|废止|政策|规定|政府|清新区?|本区|我区|区里|区|年|月|日|天|号|元|块|蚊|万|个|间|家|次|项|人|去|到|向|找|由|是|要|能|可以|可|需要|会|有|没|不|在|把|被|按|为|拿|攞|多|高|低|第|度|处|成|先|后|久|占|几|多少|一般|大概|具体|现在|今年/g;

/** Nothing in the words says which matter is meant. */
export function lacksSubject(text: string): boolean {
  return informative(normalise(text)).replace(commonWords, '').length <= 1;
}

interface Family {
  readonly asked: RegExp;
  /** What a clause that answers holds. */
  readonly held: RegExp;
  /** Other words for the same, to search by. */
  readonly words: string;
}

/** What a question without a subject can ask for, the most telling first. */
const families: readonly Family[] = [
  { asked: /罚/, held: /罚款|处罚/, words: '罚款 处罚' },
  { asked: /材料|资料|证件|手续|带|交/, held: /材料|证明|复印件/, words: '提交材料 证明 复印件' },
  { asked: /补|资助|给|领|发|钱/, held: /补助|补贴|救助|资助|奖补/, words: '补助 补贴 救助 标准' },
  { asked: /申请|申领/, held: /申请|申报/, words: '申请 申报' },
  { asked: /部门|单位|负责|牵头|主管|谁/, held: /负责|牵头/, words: '牵头 负责' },
  { asked: /目标|任务/, held: /目标|达到/, words: '目标 达到' },
  { asked: /公示/, held: /公示/, words: '公示' },
];

function familyOf(question: string): Family | undefined {
  return families.find(({ asked }) => asked.test(normalise(question)));
}

/** Words to search by beside a question without a subject, so that no matter is missed for its choice of words. */
export function wordsBeside(question: string): string {
  return familyOf(question)?.words ?? '';
}

/** A matter that the question may be about. */
export interface Matter {
  /** Words of a title, such as 城乡困难群众医疗救助. */
  readonly name: string;
  /** Index into `Corpus.documents`. */
  readonly document: number;
  /** The clause of it that would answer. */
  readonly evidence: Evidence;
}

const mostMatters = 4;
/** A matter whose best clause scores less than this share of the best one does not fit. */
const leastShare = 0.4;

/** The matters of the home region that a question without a subject fits, best first. */
export function mattersFitting(
  corpus: Corpus,
  evidence: readonly Evidence[],
  question: string,
  shapes: AskedShapes,
): Matter[] {
  const best = evidence[0]?.score ?? 0;
  const held = familyOf(question)?.held;
  const matters = new Map<string, Matter>();
  for (const each of evidence) {
    if (matters.size === mostMatters || each.score < best * leastShare) break;
    const clause = corpus.clauses[each.clause];
    const document = corpus.documents[clause?.document ?? -1];
    if (clause === undefined || document === undefined || document.standing !== 'official') continue;
    const text = `${clause.row?.columns.join(' ') ?? ''} ${clause.text}`;
    if (shapes.shapes.length > 0 && heldShare(shapes, text) === 0) continue;
    if (held !== undefined && !held.test(text)) continue;
    const name = matterOf(document, clause);
    if (!matters.has(name)) matters.set(name, { name, document: clause.document, evidence: each });
  }
  return [...matters.values()];
}

/** What a document, or the part of it that holds the clause, is about: its title without issuer and kind. */
export function matterOf(document: PolicyDocument, clause: Clause): string {
  const part = document.parts.find((title) => clause.headings[0] === title) ?? document.parts[0];
  const title = (part ?? document.title)
    .replace(/^.*人民政府(?:办公室)?/, '')
    .replace(/^(?:关于)?(?:印发|划定|推进|宣布)?/, '')
    .replace(/^(?:清远市)?清新区/, '')
    .replace(/[（(][^）)]*[）)]/g, '')
    .replace(/^(?:深化|全面|推进|省级|全区|20\d{2}年)+/, '')
    .replace(/的?(?:通知|公示|通告|公告)$/, '')
    .replace(/(?:方案|办法|意见|规划|计划|纲要)$/, '')
    .replace(/(?:行动计划纲要|专项行动|工程建设|行动|工作|实施|暂行|中长期|的)+$/, '');
  const name = title === '' ? document.title : title;
  return name.length > longestName ? `${name.slice(0, 4)}…${name.slice(-6)}` : name;
}

const longestName = 26;

/** 第二个, 2, 医疗救助: which of the matters a reply means; null for none of them. */
export function matterMeant(matters: readonly Matter[], reply: string): Matter | null {
  const said = normalise(reply).replace(/[\s。，,!！?？]/g, '');
  const ordinal = /^(?:第|选|係|是)?([1-4一二三四])(?:个|項|项|嗰个|那个)?$/.exec(said)?.[1];
  if (ordinal !== undefined) return matters[(Number(ordinal) || '一二三四'.indexOf(ordinal) + 1) - 1] ?? null;
  const terms = [
    ...new Set(
      tokenise(said.replace(/^(?:我?(?:问|讲|说)?的?(?:是|系)|那个|嗰个)|(?:的|嘅|那个|这个|嗰个)$/g, '')),
    ),
  ];
  if (terms.length === 0) return null;
  const shares = matters.map(({ name }) => {
    const held = new Set(tokenise(name));
    return terms.filter((term) => held.has(term)).length / terms.length;
  });
  const most = Math.max(0, ...shares);
  return most < 0.6 || shares.filter((share) => share === most).length > 1
    ? null
    : (matters[shares.indexOf(most)] ?? null);
}

/** One sentence that asks which, with a line for each matter and its mark. */
export function clarifyingText(matters: readonly Matter[], places: readonly string[]): string {
  const lines = matters.map(
    ({ name }, index) => `${index + 1}. ${name}（${places[index] ?? ''}）[${index + 1}]`,
  );
  return `您问的是哪一项？请回复下面的名称或序号，我再接着答：\n${lines.join('\n')}`;
}
