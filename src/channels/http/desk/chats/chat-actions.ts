/** What staff do with a handover at the desk. Each is refused with one sentence that says what stands in the way. @module */
import type { Conversing } from '../../../../conversations/conversing.ts';
import { WenzhengError } from '../../../../errors.ts';
import { hasPrivateNumber } from '../../../../gazette/private-numbers.ts';
import { mayAct, type StaffAccount } from '../../../../staff/staff.ts';
import type { Handover, HandoverMessage, Store, StoreCalls } from '../../../../store/store.ts';
import { isAdministrator, isHolder, mayRead } from './chat-rights.ts';

export class ChatRefusal extends Error {
  readonly status: 400 | 403 | 404 | 409;

  constructor(status: ChatRefusal['status'], message: string) {
    super(message);
    this.name = 'ChatRefusal';
    this.status = status;
  }
}

export interface Written {
  readonly text: string;
  /** Made by the page; sent again with it, a text is recorded once. */
  readonly key: string;
}

/** All throw {@link ChatRefusal}. */
export interface ChatActions {
  /** Taken already by the same person is taken as well. */
  take(number: number, account: StaffAccount): Promise<Handover>;
  reply(number: number, account: StaffAccount, written: Written): Promise<HandoverMessage>;
  note(number: number, account: StaffAccount, written: Written): Promise<HandoverMessage>;
  /** @param to id of an account. */
  transfer(number: number, account: StaffAccount, to: string): Promise<Handover>;
  close(number: number, account: StaffAccount, reason: string): Promise<Handover>;
}

export interface ChatActionsOptions {
  readonly store: Store;
  readonly staff: Conversing['staff'];
  readonly now: () => Date;
}

export function createChatActions({ store, staff, now }: ChatActionsOptions): ChatActions {
  async function attempt<Result>(
    number: number,
    account: StaffAccount,
    work: (calls: StoreCalls, handover: Handover, at: string) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await store.transaction(async (calls) =>
        work(calls, found(await calls.handovers.byNumber(number), number), now().toISOString()),
      );
    } catch (error) {
      if (!(error instanceof WenzhengError)) throw error;
      const handover = found(await store.handovers.byNumber(number), number);
      throw standsInTheWay(handover, account) ?? new ChatRefusal(400, error.message);
    }
  }

  return {
    take: (number, account) =>
      attempt(number, account, async (calls, handover, at) =>
        isHolder(handover, account) ? handover : staff.take(calls, number, account.displayName, at),
      ),
    async reply(number, account, written) {
      refuseNumbers(written.text);
      return attempt(number, account, (calls, _handover, at) =>
        staff.reply(calls, number, account.displayName, written.text, at, ownKey(account, written)),
      );
    },
    async note(number, account, written) {
      refuseNumbers(written.text);
      return attempt(number, account, async (calls, handover, at) => {
        if (!mayRead(handover, account)) throw takenByOther(handover);
        return staff.note(calls, number, account.displayName, written.text, at, ownKey(account, written));
      });
    },
    transfer: (number, account, to) =>
      attempt(number, account, async (calls, handover, at) => {
        const { takenBy } = handover;
        if (handover.state !== 'taken' || takenBy === null) throw notTaken(handover);
        if (takenBy !== account.displayName && !isAdministrator(account)) throw takenByOther(handover);
        const receiver = (await receiversOf(calls, handover)).find(({ id }) => id === to);
        if (receiver === undefined)
          throw new ChatRefusal(400, '没有选同事，或者他的账号已经停用，请重新选择。');
        return staff.transfer(calls, number, takenBy, receiver.displayName, at, account.displayName);
      }),
    close: (number, account, reason) => {
      refuseNumbers(reason);
      return attempt(number, account, async (calls, handover, at) => {
        if (!isHolder(handover, account)) throw standsInTheWay(handover, account) ?? notTaken(handover);
        return staff.close(calls, number, account.displayName, reason, at);
      });
    },
  };
}

/** Who may be given a handover that somebody has: those who may take one, by name. */
export async function receiversOf(
  { staff }: Pick<StoreCalls, 'staff'>,
  { takenBy }: Handover,
): Promise<StaffAccount[]> {
  const accounts = await staff.list();
  return accounts.filter(
    (each) => !each.isDisabled && each.displayName !== takenBy && mayAct(each, ['operator']),
  );
}

/** What is written twice is one message; what another has written is never taken for it. */
function ownKey({ id }: StaffAccount, { key }: Written): string {
  return `${id}:${key}`;
}

function found(handover: Handover | null, number: number): Handover {
  if (handover !== null) return handover;
  throw new ChatRefusal(404, goneText(number));
}

/** Nothing is left that would tell whether there ever was one. */
export function goneText(number: number): string {
  return `没有编号 ${number} 的对话了：居民删除了自己的记录，或者编号不对。`;
}

function takenByOther({ number, takenBy }: Handover): ChatRefusal {
  return new ChatRefusal(403, `编号 ${number} 由${takenBy ?? '别人'}接手，请由其本人处理。`);
}

function notTaken({ number }: Handover): ChatRefusal {
  return new ChatRefusal(409, `编号 ${number} 还没有人接手，请先接手。`);
}

/** The state of the handover, where that is what stands in the way. */
function standsInTheWay(handover: Handover, account: StaffAccount): ChatRefusal | null {
  const { number, state, takenBy } = handover;
  if (state === 'closed' || state === 'timed_out') {
    return new ChatRefusal(409, `编号 ${number} 已经结束，居民的下一句由机器人回答。`);
  }
  if (state === 'taken' && takenBy !== account.displayName)
    return new ChatRefusal(409, `编号 ${number} 已经由${takenBy ?? '别人'}接手。`);
  return null;
}

/** Told rather than masked: a reply with a hole in it helps nobody. */
function refuseNumbers(text: string): void {
  if (!hasPrivateNumber(text, 'typed')) return;
  throw new ChatRefusal(
    400,
    '内容里有手机号、身份证号、银行卡号或邮箱，没有发出，请去掉再发。座机和12345可以写。',
  );
}
