/** Messages that are no question but say how the conversation is to go on. @module */
import { afterTopicSwitch } from '../answering/understand.ts';
import { normalise } from '../retrieval/normalise.ts';

/** person: somebody of the staff is wanted · leave: not to wait for them any longer · new_topic: nothing before counts. */
export type Wish = 'person' | 'leave' | 'new_topic';

const polite = '(?:请|麻烦|帮我|给我|我(?:想|要)?|可以|能|能不能|可不可以|想|要)*';
const end = '(?:一下|下|吧|呗|了|啦|喇|谢谢|可以吗|行吗|好吗|得唔得|吗|呀|啊)*';
const wishes: readonly (readonly [Wish, RegExp])[] = [
  [
    'person',
    new RegExp(
      `^/?${polite}(?:转(?:接)?(?:到)?(?:人工|真人)(?:客服|服务|坐席)?|(?:找|联系|叫|揾|搵)(?:个)?(?:人工|真人|活人)(?:客服|服务|坐席)?|人工(?:客服|服务|坐席)|人工|真人客服)${end}$`,
    ),
  ],
  [
    'leave',
    new RegExp(
      `^${polite}(?:(?:我)?(?:不|唔)(?:想|用|要|使)?(?:再)?等(?:人工|工作人员)?|取消(?:转)?人工(?:服务)?|(?:不用|不要|唔使|不需要)(?:转)?人工|结束人工(?:服务)?|退出人工(?:服务)?|回到机器人)${end}$`,
    ),
  ],
  [
    'new_topic',
    new RegExp(
      `^${polite}(?:(?:换|转|改)(?:一?个|下|一下)?新?(?:话题|问题|题目)|问(?:第二|另外?一?)个?(?:问题|事|话题)|新话题|新问题|重新开始|从头(?:开始|来))${end}$`,
    ),
  ],
];

/** The whole message has to say it: 转人工关节的费用 is a question. */
export function readWish(text: string): Wish | null {
  const words = normalise(text).replace(/[\s\p{P}]+/gu, '');
  if (words.length > 20) return null;
  return wishes.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** 换个问题，低保怎么申请: the message leaves the turns before behind and asks at once. */
export function beginsTopic(text: string): boolean {
  return afterTopicSwitch(text) !== null;
}
