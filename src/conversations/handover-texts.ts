/**
 * What a resident reads about a handover: written to be read aloud to an older person. Our own texts are simplified;
 * a channel turns them into the script of the conversation.
 * @module
 */
import type { Handover, HandoverMessage } from '../store/store.ts';
import { type OfficeClock, sayMoment } from './office-hours.ts';

const howToLeave = '等的时候我先不回答；不想等了，请发“不等了”。';

/** 现在是人工服务时间…, or when somebody will answer. */
function whenAnswered(clock: OfficeClock, at: Date): string {
  if (clock.isOpen(at)) return '现在是人工服务时间，工作人员会尽快在这里回复您。';
  const opening = clock.nextOpening(at);
  const when = opening === null ? '上班后' : `${sayMoment(opening, at)}后`;
  return `现在不是人工服务时间（${clock.hours.text}，节假日除外），工作人员将于${when}回复您。事情着急请拨打12345热线。`;
}

export const handoverTexts = {
  requested: (number: number, clock: OfficeClock, at: Date) =>
    `已经转给工作人员，您的编号是${number}。${whenAnswered(clock, at)}${howToLeave}`,
  alreadyWaiting: (number: number, clock: OfficeClock, at: Date) =>
    `您已经在等工作人员了，编号是${number}。${whenAnswered(clock, at)}${howToLeave}`,
  /** An administrator has switched it off. */
  off: '现在不能转人工，我照样可以回答；要找人办，请拨打12345政务服务热线，或者到镇政府、街道办事处当面问。',
  alreadyTaken: (number: number) =>
    `工作人员正在为您服务，编号是${number}。请直接在这里留言；不需要了，请发“不等了”。`,
  kept: (number: number, clock: OfficeClock, at: Date) =>
    `您的话已经留给工作人员，编号是${number}。${whenAnswered(clock, at)}${howToLeave}`,
  /** Where how long it takes, and how to leave, was told just before. */
  keptBriefly: (number: number) => `您的话已经留给工作人员，编号是${number}。`,
  taken: (number: number) => `工作人员已经接手，编号是${number}。请直接在这里留言。`,
  transferred: (number: number) => `您的事已经转给另一位工作人员，编号是${number}。请直接在这里留言。`,
  closed: (number: number) =>
    `人工服务已经结束，编号是${number}。现在由我继续回答；还需要工作人员，可以再转人工。`,
  left: (number: number) => `好的，已经为您取消人工服务，编号是${number}。现在由我继续回答。`,
  timedOut: (number: number) =>
    `很抱歉，暂时没有工作人员接手，编号是${number}。现在由我继续回答；您可以再转人工，或者拨打12345热线。`,
} as const;

/** Whether a message of the system tells somebody that they wait, so that a way out belongs beside it. */
export const tellsToWait = ({ sender, text }: Pick<HandoverMessage, 'sender' | 'text'>): boolean =>
  sender === 'system' && text.includes('您的话已经留给工作人员');

/** Put before what a person wrote, so that nobody takes it for the bot's or for a quotation. */
const operatorMark = '【人工回复】';

/** A message of a handover as the resident reads it; null for a note, which is the staff's own. */
export function residentText({ sender, text }: Pick<HandoverMessage, 'sender' | 'text'>): string | null {
  if (sender === 'note') return null;
  return sender === 'operator' ? `${operatorMark}${text}` : text;
}

/** Where a handover stands, for staff. */
export const handoverStateNames: Readonly<Record<Handover['state'], string>> = {
  waiting: '等待中',
  taken: '处理中',
  closed: '已结束',
  timed_out: '超时交还',
};
