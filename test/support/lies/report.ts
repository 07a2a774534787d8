/** Lies and honest answers as tables, for scripts/check-lies.mjs. @module */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../../src/app.ts';
import { realCorpusFolder } from '../real-corpus.ts';
import { sampleForReply, tellLies, type ToldLie } from './end-to-end.ts';
import { checkHonestAnswers, readHonestAnswers, type HonestResult } from './honest.ts';
import type { Lie, Material } from './lie.ts';
import { kinds, makeLies } from './make-lies.ts';
import { honestMaterial, materialOf, readCalculations, readQuestions } from './material.ts';
import { reaches, twinPasses } from './tell-lies.ts';

export const lieDay = '2026-11-22';

export interface ReportAmounts {
  readonly seed: number;
  /** Lies of one kind at most; 0: only the honest answers. */
  readonly perKind: number;
  /** Lies told through app.reply. */
  readonly throughReply: number;
}

export interface LieReport {
  readonly rows: readonly KindRow[];
  readonly kept: readonly Lie[];
  readonly told: readonly ToldLie[];
  readonly honest: readonly HonestResult[];
}

export interface KindRow {
  readonly kind: string;
  readonly made: number;
  readonly kept: number;
  /** Of the true drafts that the lies were made from, how many would be shown whole. */
  readonly truthsPassed: number;
  readonly truths: number;
}

export async function openLieApp(): Promise<{ app: App; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'wenzheng-lies-'));
  const app = await createApp({ corpusDir: realCorpusFolder, indexDir: folder, today: () => lieDay });
  return { app, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** @param share Of the questions, one in so many. */
export function readMaterials(app: App, share = 1): Material[] {
  const questions = readQuestions();
  const calculations = readCalculations();
  const known = new Map([...questions, ...calculations].map((question) => [question.id, question]));
  const asked = [...questions, ...calculations.filter((_, at) => at % 3 === 0)].filter(
    (_, at) => at % share === 0,
  );
  const honest = readHonestAnswers().filter((_, at) => at % share === 0);
  return [
    ...asked.flatMap((question) => materialOf(app, question) ?? []),
    ...honest.flatMap((each) => {
      const question = known.get(each.question);
      return question === undefined ? [] : [honestMaterial(app, each, question)];
    }),
  ];
}

export async function reportLies({ seed, perKind, throughReply }: ReportAmounts): Promise<LieReport> {
  const { app, close } = await openLieApp();
  try {
    const lies = makeLies(perKind === 0 ? [] : readMaterials(app), { seed, perKind });
    const kept = lies.filter(reaches);
    const isTrue = rememberTwins();
    const rows = Object.keys(kinds).map((kind): KindRow => {
      const own = lies.filter((lie) => lie.kind === kind);
      const twins = own.filter(({ twin }) => twin !== null);
      return {
        kind,
        made: own.length,
        kept: kept.filter((lie) => lie.kind === kind).length,
        truths: twins.length,
        truthsPassed: twins.filter(isTrue).length,
      };
    });
    const questions = new Map([...readQuestions(), ...readCalculations()].map((each) => [each.id, each]));
    const told = await tellLies(sampleForReply(lies, throughReply, seed), questions);
    return { rows, kept, told, honest: checkHonestAnswers(app) };
  } finally {
    close();
  }
}

/** Many lies have the same twin. */
function rememberTwins(): (lie: Lie) => boolean {
  const known = new Map<Material, Map<string, boolean>>();
  return (lie) => {
    const own = known.get(lie.material) ?? new Map<string, boolean>();
    known.set(lie.material, own);
    const held = own.get(lie.twin ?? '') ?? twinPasses(lie);
    own.set(lie.twin ?? '', held);
    return held;
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;

export interface HonestShare {
  readonly group: string;
  readonly answers: number;
  readonly sentences: number;
  readonly lost: number;
}

const share = (group: string, own: readonly HonestResult[]): HonestShare => ({
  group,
  answers: own.length,
  sentences: sum(own.map(({ sentences }) => sentences)),
  lost: sum(own.map(({ lost }) => lost.length)),
});

export function honestShares(results: readonly HonestResult[]): HonestShare[] {
  const groups = ['seen', 'unseen', ...new Set(results.map(({ honest }) => honest.style))];
  return [
    ...groups.map((group) =>
      share(
        group,
        results.filter(({ honest }) => honest.set === group || honest.style === group),
      ),
    ),
    share('all', results),
  ];
}

export function lieTable({ rows, told }: LieReport): string {
  const all: KindRow = {
    kind: 'all',
    made: sum(rows.map(({ made }) => made)),
    kept: sum(rows.map(({ kept }) => kept)),
    truths: sum(rows.map(({ truths }) => truths)),
    truthsPassed: sum(rows.map(({ truthsPassed }) => truthsPassed)),
  };
  const reached = told.filter((each) => each.reached.length > 0).length;
  return [
    '| Kind of lie | Made | Reached the reader | Their truths that pass |',
    '|---|---:|---:|---:|',
    ...[...rows, all].map(
      ({ kind, made, kept, truths, truthsPassed }) =>
        `| ${kind} | ${made} | ${kept} | ${percent(truthsPassed, truths)} |`,
    ),
    '',
    `Through \`app.reply\` over HTTP: ${told.length} of them told, ${told.filter(({ isModel }) => isModel).length} answers in the model's words, ${reached} lies read in the answer or on the way.`,
  ].join('\n');
}

export function honestTable({ honest }: LieReport): string {
  return [
    '| Honest answers | Answers | Sentences | Lost | Share |',
    '|---|---:|---:|---:|---:|',
    ...honestShares(honest).map(
      ({ group, answers, sentences, lost }) =>
        `| ${group} | ${answers} | ${sentences} | ${lost} | ${percent(lost, sentences)} |`,
    ),
  ].join('\n');
}
