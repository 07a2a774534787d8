export interface Looking {
  /** Goes on, where it does not already, as long as somebody is followed. */
  start(): void;
  stop(): void;
}

export interface LookingOptions {
  readonly look: () => Promise<void>;
  /** Nobody is looked for while it is false. */
  readonly isNeeded: () => boolean;
  /** Milliseconds between the end of a look and the next one. */
  readonly interval: number;
  /** Once for each failure, not once for each look. */
  readonly onFault: (error: unknown) => void;
}

/** Looks again and again into the store, which is the only way to hear of what other processes do. */
export function lookRegularly({ look, isNeeded, interval, onFault }: LookingOptions): Looking {
  let timer: NodeJS.Timeout | null = null;
  let isFailing = false;

  function start(): void {
    if (timer === null && isNeeded()) timer = setTimeout(() => void lookAgain(), interval);
  }

  async function lookAgain(): Promise<void> {
    try {
      await look();
      isFailing = false;
    } catch (error) {
      if (!isFailing) onFault(error);
      isFailing = true;
    }
    timer = null;
    start();
  }

  return {
    start,
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}
