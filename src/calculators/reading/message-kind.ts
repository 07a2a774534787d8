/**
 * What a message of a conversation is, before its facts: a question for a rule, a supposition, a bare reply, an end.
 * @module
 */
import { longestReply } from './bare-reply.ts';
import { firstPerson, thirdPerson } from './known-facts.ts';
import type { ReadFact } from './scheme-reader.ts';
import type { Sentence } from './sentence.ts';

export const cancel =
  /^(?:取消|不算了|算了|不用算了?|唔计了?|唔使计了?|停止计算|结束|退出|重新开始|重来|不问了|唔问了)(?:吧|啦|了|咯|。|!)*$/;
export const closing = /^(?:谢谢|多谢|唔该|好的?|知道了|明白了?|收到|ok|嗯|哦)(?:你|您|晒|哦|啊|了|。|!|~)*$/;
export const question =
  /[?]|吗|多少|几多|几成|几钱|怎么|点样|点解|为什么|如何|什么|咩|乜|哪|边度|能不能|可不可以|可唔可以|是不是|系唔系|有没有|有冇|呢$/;
export const supposes = /^(?:那|咁|如果|要是|换成|假如|若|改成|假设)|呢[?]?$/;
export const startsCalculation =
  /(?:帮我|帮手|来|请|可以)?(?:算|计|计算)(?:一下|下|吓|一算|计)|(?:帮我|帮手)(?:算|计)/;

export const invites = /多少|几多|几钱|几成|怎么算|点计|点算|吗|能不能|可不可以|有没有|有冇|有得|资格/;
export const isReply = ({ text }: Sentence): boolean =>
  text.length <= longestReply && !question.test(text) && !supposes.test(text);

const asksBefore = /我(?:们)?(?:想|要|来|再|先)*(?:问|知|了解|咨询|请教|查|听|看)|(?:帮|同|畀|给)我/g;
const ofPlaces = /我(?:们)?(?:村|镇|区|县|市|单位|社区)/g;
const inGeneral = /政策|规定|标准|待遇|比例|条件|办法|如果|假设|假如|要是|哪/;

/** 特困人员全额救助吗, 假设我是特困人员: nobody's facts. */
export function speaksInGeneral({ text }: Sentence, facts: readonly ReadFact[]): boolean {
  if (/假设|假如|如果|要是/.test(text)) return true;
  const own = text.replace(asksBefore, '').replace(ofPlaces, '');
  if (firstPerson.test(own) || thirdPerson.test(own)) return false;
  return question.test(text) || inGeneral.test(text) || !hasFigure(facts);
}

export const hasFigure = (facts: readonly ReadFact[]): boolean =>
  facts.some(({ value }) => typeof value === 'number' || /^\d{4}/.test(String(value)));

export const whatIsLeft =
  /(?:还|仲|重|自己)[^,。;!?]{0,4}(?:要|得|需要?)?(?:我|自己|屋企)*(?:出|付|给|俾|畀|掏|负担|承担)(?:几多|多少|几钱)/;
export const procedural =
  /要带|带(?:什么|咩|乜)|材料|资料|证件|去(?:边|哪)|(?:边|哪)(?:度|里|个)(?:办|申请|交)|几时|几耐|多久|几天|几日|什么时候|怎么(?:办|申请)|点(?:样)?(?:办|申请|解)|为什么|为何|找谁|揾边个/;

/** 那呢: nothing says what is asked. */
export const emptyTurn =
  /^(?:那|咁|噉|这|呢个|那个)?(?:么)?呢?[?]?$|^(?:都|也)?(?:是|系)?(?:我|自己|自家)+(?:出|付|给|俾|畀|掏)(?:的|嘅|咗|了|啊|呀)*$|^(?:都|也)?(?:是|系)?同(?:一)?(?:个)?(?:日|天)|^(?:都|也|还|仲)*(?:没有?|冇|未)(?:领|拿|攞|申请|办|签)(?:过|到|咗|了)*(?:呀|啊|喎|㖞)?$/;

/** 我想问下五保户报几多: the one who asks is not the one who is asked about. */
export function asksForOthers({ text }: Sentence): boolean {
  const own = text.replace(asksBefore, '');
  return own !== text && !firstPerson.test(own) && !thirdPerson.test(own);
}
