/**
 * Work that keeps the whole process busy, in turns: between two of them the process hears from the network, so that
 * messages that were accepted are marked as sent before the next question is thought about.
 * @returns waits for a turn.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const turn = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    last = turn;
    return turn;
  };
}
