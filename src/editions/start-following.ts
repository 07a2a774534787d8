/** Every process looks for what another one published. @module */

export interface Follower {
  /** @see App.follow */
  follow(): Promise<boolean>;
  readonly edition: number;
}

export interface FollowingOptions {
  readonly app: Follower;
  /** Milliseconds between two looks. Default 1,000. */
  readonly interval?: number;
  /** @param before the number that was in use until then; a higher one is not there any more */
  readonly onFollowed: (edition: number, before: number) => void;
  /** An edition that cannot be opened is tried again, at first soon and then rarely. */
  readonly onFault: (error: unknown) => void;
}

/** Looks left out after a failure: 1, 2, 4 … up to this many. */
const longestPause = 60;

/** @returns ends the looking; what is being opened is let go */
export function startFollowing({ app, interval = 1000, onFollowed, onFault }: FollowingOptions): () => void {
  let pause = 0;
  let failures = 0;
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    if (pause > 0) {
      pause -= 1;
      return;
    }
    isLooking = true;
    try {
      const before = app.edition;
      if (await app.follow()) onFollowed(app.edition, before);
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = Math.min(longestPause, 2 ** (failures - 1));
      onFault(error);
    } finally {
      isLooking = false;
    }
  };
  const timer = setInterval(() => void look(), interval);
  timer.unref();
  return () => clearInterval(timer);
}
