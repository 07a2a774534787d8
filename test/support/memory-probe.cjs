/**
 * Loaded into a process with `node --expose-gc --require`: at SIGUSR2 it collects what is not used any more and adds a
 * line with the rest, in megabytes, to the file MEMORY_PROBE. What a process has taken from the system says little: it
 * collects only when it has to.
 */
const { appendFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  appendFileSync(
    process.env.MEMORY_PROBE,
    `${JSON.stringify({ used: megabytes(heapUsed + external), taken: megabytes(rss) })}\n`,
  );
});

function megabytes(bytes) {
  return Math.round(bytes / 1e5) / 10;
}
