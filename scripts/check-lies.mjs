// Tells the checker of drafts thousands of lies of two liars and some honest answers, and says what got through and what was lost.
//   npm run check:lies                 the tables, then each lie that was kept and each honest sentence that was lost
//   npm run check:lies -- --write      also writes the tables into docs/model-checking.md
//   npm run check:lies -- --honest     only the honest answers
//   npm run check:lies -- --seed=7     other lies; --unlisted leaves the lists out
// Exit code 1 when a lie of the first liar is kept, more than 2% of the second's, or more than 5% of the honest sentences are lost. Runs the sources as they stand.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = new Set(process.argv.slice(2));
/** Lies of one kind at most, and lies told through app.reply. */
const perKind = asked.has('--honest') ? 0 : 100;
const throughReply = asked.has('--honest') ? 0 : 300;
const seed = Number([...asked].find((word) => word.startsWith('--seed='))?.slice(7) ?? 6);
const mostLost = 0.05;
/** Of the second liar's lies; which it makes without an oracle, so that a few of them are true after all. */
const mostKept = 0.02;

const server = await createViteServer({
  root,
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  optimizeDeps: { noDiscovery: true, include: [] },
});
try {
  const { reportLies, lieTable, secondTable, honestTable, honestShares } = await server.ssrLoadModule(
    '/test/support/lies/report.ts',
  );
  const report = await reportLies({ seed, perKind, throughReply });
  if (!asked.has('--honest')) console.log(`${lieTable(report)}\n\n${secondTable(report)}\n`);
  console.log(honestTable(report));
  if (!asked.has('--unlisted')) list(report);
  if (asked.has('--write'))
    write({ lies: lieTable(report), second: secondTable(report), honest: honestTable(report) });
  const all = honestShares(report.honest).at(-1);
  const told = report.told.filter(({ reached }) => reached.length > 0);
  const secondMade = [...report.second.written, ...report.second.generated].reduce(
    (sum, { made }) => sum + made,
    0,
  );
  if (report.second.kept.length > secondMade * mostKept) process.exitCode = 1;
  if (report.kept.length + told.length > 0 || all.lost > all.sentences * mostLost) process.exitCode = 1;
} finally {
  await server.close();
}

function list({ kept, told, second, honest }) {
  for (const { kind, questionId, draft, why } of kept)
    console.log(`\nkept ${kind} (${questionId}): ${draft.replaceAll('\n', '⏎')}\n  ${why}`);
  for (const { kind, questionId, draft, twin } of second.kept)
    console.log(
      `\nkept by the second liar ${kind} (${questionId}): ${draft.replaceAll('\n', '⏎')}\n  for ${twin.replaceAll('\n', '⏎')}`,
    );
  for (const { lie, reached } of told)
    if (reached.length > 0)
      console.log(
        `\nread in the ${reached.join(' and ')}: ${lie.kind} (${lie.questionId}): ${lie.draft}\n  ${lie.why}`,
      );
  for (const { honest: answer, lost } of honest)
    for (const { text, reason, detail } of lost)
      console.log(`\nlost ${answer.id} (${answer.set}, ${answer.style}): ${text}\n  ${reason} ${detail}`);
}

/** Between the marks of the page. */
function write(tables) {
  const page = new URL('../docs/model-checking.md', import.meta.url);
  let text = readFileSync(page, 'utf8');
  for (const [name, table] of Object.entries(tables))
    text = text.replace(
      new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`),
      (_, from, to) => `${from}\n${table}\n${to}`,
    );
  writeFileSync(page, text);
}
