/** More at a time would keep the network waiting; fewer would mean a wait for the disk with each. */
const together = 4;

/**
 * Work that keeps the whole process busy, in turns: after every few of them the process hears from the network, so that
 * messages that were accepted are marked as sent before the next questions are thought about.
 * @param written resolves when what waits to be written is written.
 * @returns waits for a turn.
 */
export function createTurns(written: () => Promise<void>): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let given = 0;

  async function pause(): Promise<void> {
    await new Promise(setImmediate);
    await written();
  }

  return () => {
    given += 1;
    const isPause = given % together === 0;
    last = last.then(() => (isPause ? pause() : undefined));
    return last;
  };
}
