/**
 * How many tokens the chat model may still use today: all together and by person. What is asked for is set aside while it is
 * on its way, so that many at once do not all see the same rest.
 * @module
 */

export interface TokenUsage {
  readonly input: number;
  readonly output: number;
}

/** Where usage is kept: the store's `modelUsage`, or {@link createMemoryLedger}. */
export interface UsageLedger {
  /** @param userKey empty for nobody in particular. */
  add(entry: TokenUsage & { readonly day: string; readonly userKey: string }): Promise<void>;
  /** Of all together and of one person on an ISO day. */
  spent(day: string, userKey: string): Promise<{ readonly all: number; readonly user: number }>;
}

export interface TokenBudgetOptions {
  readonly ledger: UsageLedger;
  /** ISO day. */
  readonly today: () => string;
  /** Tokens; 0: without limit. A function where it may change while the program runs. */
  readonly perDay: number | (() => number);
  readonly perUser: number;
}

export interface Reservation {
  /** To be called once, whatever became of the request. */
  settle(usage: TokenUsage): Promise<void>;
}

export interface TokenBudget {
  /** Sets tokens aside. @returns null when nothing is left for today. */
  reserve(userKey: string | undefined, tokens: number): Promise<Reservation | null>;
}

export function createTokenBudget({ ledger, today, perDay, perUser }: TokenBudgetOptions): TokenBudget {
  const perDayNow = typeof perDay === 'function' ? perDay : () => perDay;
  let pending = 0;
  const pendingOf = new Map<string, number>();
  const setAside = (user: string, tokens: number): void => {
    pending += tokens;
    const left = (pendingOf.get(user) ?? 0) + tokens;
    if (left === 0) pendingOf.delete(user);
    else pendingOf.set(user, left);
  };
  return {
    async reserve(userKey = '', tokens) {
      const day = today();
      const waiting = { all: pending, user: pendingOf.get(userKey) ?? 0 };
      // Before the question to the ledger, so that who comes meanwhile sees it.
      setAside(userKey, tokens);
      try {
        const spent = await ledger.spent(day, userKey);
        const limit = perDayNow();
        const isLeft =
          (limit === 0 || spent.all + waiting.all < limit) &&
          // Nobody in particular (the terminal, the interface for programs) has only the limit of all.
          (perUser === 0 || userKey === '' || spent.user + waiting.user < perUser);
        if (!isLeft) {
          setAside(userKey, -tokens);
          return null;
        }
      } catch (error) {
        setAside(userKey, -tokens);
        throw error;
      }
      return {
        async settle(usage) {
          try {
            if (usage.input + usage.output > 0) await ledger.add({ day, userKey, ...usage });
          } finally {
            setAside(userKey, -tokens);
          }
        },
      };
    },
  };
}

/** For a process without a store: it knows what it used itself, of the last day that it was asked for. */
export function createMemoryLedger(): UsageLedger {
  let current = '';
  let all = 0;
  const users = new Map<string, number>();
  const turnTo = (day: string): void => {
    if (day === current) return;
    current = day;
    all = 0;
    users.clear();
  };
  return {
    add({ day, userKey, input, output }) {
      turnTo(day);
      all += input + output;
      users.set(userKey, (users.get(userKey) ?? 0) + input + output);
      return Promise.resolve();
    },
    spent(day, userKey) {
      turnTo(day);
      return Promise.resolve({ all, user: users.get(userKey) ?? 0 });
    },
  };
}
