/** More at a time would keep the network waiting; fewer would mean a wait for the disk with each. */
const together = 4;

/**
 * Work that keeps the whole process busy, in turns: after every few of them the process hears from the network, so that
 * messages that were accepted are marked as sent before the next questions are thought about.
 * @returns waits for a turn.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let given = 0;
  return () => {
    given += 1;
    const isPause = given % together === 0;
    const turn = last.then(() =>
      isPause ? new Promise<void>((resolve) => setImmediate(resolve)) : undefined,
    );
    last = turn;
    return turn;
  };
}
