/**
 * Looks once a second for what has changed in the handovers, for all pages of the desk that this process serves: residents
 * and colleagues may be served by another, so the store is the only way to hear of them.
 * @module
 */
import { faultOf, type Logger } from '../../../../logger.ts';
import type { StaffAccount } from '../../../../staff/staff.ts';
import type { Handover, HandoverMessage, HandoverOnBoard, Store } from '../../../../store/store.ts';
import { lookRegularly } from '../../look-regularly.ts';
import { chinaDay } from '../../pages/china-time.ts';
import { mayRead } from './chat-rights.ts';

/** stopping: the server is; gone: the page is, or cannot be told. */
export type EndOfWatch = 'stopping' | 'gone';

export interface DeskFollower {
  readonly account: StaffAccount;
  /** The handover that is open on the page. */
  readonly handover: number | null;
  /** Number of its last message that the page has. */
  readonly after: number;
  /** At each look. */
  readonly board: (board: readonly HandoverOnBoard[]) => Promise<void>;
  /** In order, as long as the account may read them. */
  readonly message: (message: HandoverMessage, handover: Handover) => Promise<void>;
  /** How the handover stands: at first, and when that changes. null: it was deleted, and nothing follows. */
  readonly changed: (handover: Handover | null) => Promise<void>;
  readonly end: (why: EndOfWatch) => void;
}

export interface ChatWatch {
  /** The result ends it, when the page is gone. */
  follow(follower: DeskFollower): () => void;
  /** Ends all. */
  stop(): void;
}

export interface ChatWatchOptions {
  readonly store: Pick<Store, 'handovers'>;
  readonly now: () => Date;
  readonly logger: Pick<Logger, 'error'>;
  /** Milliseconds. Default 1,000. */
  readonly pollInterval?: number | undefined;
}

/** More than an office has to do with in a day; beyond it the longest ended are left out. */
const mostOnBoard = 500;

interface Followed {
  readonly follower: DeskFollower;
  place: number;
  state: string | null;
  /** Something is being sent to it; the next look will find what came meanwhile. */
  busy: boolean;
}

/** Open handovers, and what ended since midnight in China. */
export function readBoard({ handovers }: Pick<Store, 'handovers'>, now: Date): Promise<HandoverOnBoard[]> {
  return handovers.board(
    new Date(`${chinaDay(now.toISOString())}T00:00:00+08:00`).toISOString(),
    mostOnBoard,
  );
}

export function createChatWatch(options: ChatWatchOptions): ChatWatch {
  const { store, now, logger, pollInterval = 1000 } = options;
  const followed = new Set<Followed>();

  const leave = (each: Followed, why: EndOfWatch): void => {
    if (followed.delete(each)) each.follower.end(why);
  };

  async function bringUpToDate(each: Followed, board: readonly HandoverOnBoard[]): Promise<void> {
    const { follower } = each;
    await follower.board(board);
    if (follower.handover === null) return;
    const onBoard = board.find(({ handover }) => handover.number === follower.handover);
    // One that ended on an earlier day is not on the board.
    const handover = onBoard?.handover ?? (await store.handovers.byNumber(follower.handover));
    const state = chatState(handover);
    if (each.state !== state) await follower.changed(handover);
    each.state = state;
    if (handover === null || !mayRead(handover, follower.account)) return;
    if (onBoard !== undefined && onBoard.lastMessage <= each.place) return;
    for (const message of await store.handovers.messages(handover.number, each.place)) {
      if (!followed.has(each)) return;
      await follower.message(message, handover);
      each.place = message.number;
    }
  }

  async function look(those: readonly Followed[]): Promise<void> {
    const board = await readBoard(store, now());
    for (const each of those) {
      if (each.busy) continue;
      each.busy = true;
      // Not awaited: a slow page must not hold up the others.
      bringUpToDate(each, board)
        .catch((error: unknown) => {
          // The page goes, and comes back with the last message that it has.
          logger.error(faultOf(error), 'a page of the desk could not be told of changes');
          leave(each, 'gone');
        })
        .finally(() => {
          each.busy = false;
        });
    }
  }

  const looking = lookRegularly({
    look: () => look([...followed]),
    isNeeded: () => followed.size > 0,
    interval: pollInterval,
    onFault: (error) => logger.error(faultOf(error), 'the desk cannot look for changes'),
  });

  return {
    follow(follower) {
      const each: Followed = { follower, place: follower.after, state: null, busy: false };
      followed.add(each);
      look([each]).catch((error: unknown) =>
        logger.error(faultOf(error), 'a page of the desk cannot be told of changes'),
      );
      looking.start();
      return () => leave(each, 'gone');
    },
    stop() {
      for (const each of followed) leave(each, 'stopping');
      looking.stop();
    },
  };
}

/** How a handover stands, in a word that the page compares. */
export function chatState(handover: Pick<Handover, 'state' | 'takenBy'> | null): string {
  return handover === null ? 'gone' : `${handover.state} ${handover.takenBy ?? ''}`.trim();
}
