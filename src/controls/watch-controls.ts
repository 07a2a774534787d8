import { faultOf, type Logger } from '../logger.ts';
import type { Controls } from './create-controls.ts';

export interface ControlsWatch {
  /** Waits for the look that is going on. */
  stop(): Promise<void>;
}

/** Looks into the store every few seconds, so that this process follows what was changed in another. While the store is away, what was read last holds. */
export function watchControls(
  controls: Pick<Controls, 'refresh'>,
  { logger, pollMs = 2000 }: { readonly logger: Pick<Logger, 'error'>; readonly pollMs?: number },
): ControlsWatch {
  let running: Promise<void> | null = null;
  let isAway = false;
  const look = async (): Promise<void> => {
    try {
      await controls.refresh();
      isAway = false;
    } catch (error) {
      // Said once, not every two seconds.
      if (!isAway) logger.error(faultOf(error), 'switches and settings could not be read');
      isAway = true;
    }
  };
  const timer = setInterval(() => {
    running ??= look().finally(() => {
      running = null;
    });
  }, pollMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
