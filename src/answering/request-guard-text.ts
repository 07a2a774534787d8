/**
 * The forms of a message in which the door rules look for words, and the words that several rules share.
 * @module
 */
import { normalise } from '../retrieval/normalise.ts';

/**
 * Simplified characters, half width, lower case, no white space: 「忽 略 之前」 and “Ignore previous” are each one
 * run of characters, and Cantonese 畀 is the commoner 俾. Only for matching, never shown.
 */
export function foldForRules(text: string): string {
  return normalise(text).replace(/\s+/g, '').replaceAll('畀', '俾');
}

/** Letters and digits alone, for orders whose characters are parted by dots, stars or dashes. */
export function foldToWords(text: string): string {
  return normalise(text).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** A character of Chinese, in patterns that {@link anyOf} joins. */
export const han = '[㐀-䶿一-鿿]';

/**
 * One pattern out of several sources, any of which may match. Without the flag u where no source needs it: patterns of
 * 10,000 signs are then compiled in half the time, which the first question of a process waits for.
 */
export function anyOf(...sources: readonly string[]): RegExp {
  const source = sources.join('|');
  return new RegExp(source, source.includes('\\p{') ? 'u' : '');
}

/** The sender asks something (or orders an answer) in this piece of folded text. */
export const questionWords =
  /[?]|吗|么|呢|几(?!乎)|多少|多久|多大|多长|什么|哪|谁|怎|如何|能不能|可不可以|可否|能否|是不是|系唔系|系咪|有没有|有冇|是否|会不会|会唔会|要不要|行不行|得唔得|咩|乜|边个|边度|点样|点算|点解|定系|请问|想问|^(?:what|who|when|where|which|how|can|is|are|do|does)/u;

/**
 * Money, entitlement or procedure is asked about: then illness, drugs and danger are circumstances of a policy
 * question, and the gazettes are searched.
 */
export const benefitWords =
  /报销|报得|能报|可报|报不报|能不能报|给报|报(?:几|多少)|救助|补助|补贴|津贴|补(?:多少|几|钱)|低保|五保|特困|医保|医疗保险|大病保险|社保|参保|费|钱|元|垫付|申请|申领|办理|政策|规定|文件|公报|办法|条例|方案|通知|规划|指标|目标|资格|材料|手续|公示|减免|优惠|待遇|资助|慈善|免费|免唔免|罚|报多|领取|名额|认定|政府|民政|残联|综治|责任|赔偿|违法|残疾|重度/u;

/** Any sign that public policy or public services are meant; such a message is never dismissed as chat. */
export const policyWords = new RegExp(
  `${benefitWords.source}|区府|镇府|街道|村委|居委|居住证|户口|户籍|条款|第[\\d一二三四五六七八九十]+条|标准|财政|资金|审批|审核|窗口|贫困|残疾|养老|孤儿|抚养|整治|禁火|禁止|准唔准|清栏|猪|养殖|畜禽|厕|节水|用水|河道|划界|学校|教师|幼儿园|学位|入学|招生|医联体|卫生院|医院|年薪|电商|停车|民宿|职业病|尘肺|慢性病|防治|体检|接种|应急|预案|部门|单位|局|办公|电话|热线|地址|上班|投诉|举报|信访|公租房|廉租|危房|征地|拆迁|退休|就业|失业|创业|企业|公司|办事|证|法律|合法|侵权|许可|合同|诉讼|权利|义务|公安|科普|文化|产业|推广|收入|财产|算不算`,
  'u',
);
