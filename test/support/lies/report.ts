/** Lies and honest answers as tables, for scripts/check-lies.mjs. @module */
import type { App } from '../../../src/app.ts';
import { startScriptedAgent } from '../../models/support/scripted-agent.ts';
import { sampleForReply, tellLies, type ToldLie } from './end-to-end.ts';
import { checkHonestAnswers, readHonestAnswers, type HonestResult } from './honest.ts';
import type { Lie, Material } from './lie.ts';
import { kinds, makeLies } from './make-lies.ts';
import { honestMaterial, materialOf, readAllQuestions, readCalculations, readQuestions } from './material.ts';
import { reportSecond, type SecondReport, type SecondRow } from '../lies-second/report-second.ts';
import { reaches, twinPasses } from './tell-lies.ts';

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
  /** Of the second liar. */
  readonly second: SecondReport;
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

/** @param share Of the questions, one in so many. */
export function readMaterials(app: App, share = 1): Material[] {
  const asked = [...readQuestions(), ...readCalculations().filter((_, at) => at % 3 === 0)];
  const questions = readAllQuestions();
  return [
    ...asked.filter((_, at) => at % share === 0).flatMap((question) => materialOf(app, question) ?? []),
    ...readHonestAnswers()
      .filter((_, at) => at % share === 0)
      .map((honest) => honestMaterial(app, honest, questions)),
  ];
}

export async function reportLies({ seed, perKind, throughReply }: ReportAmounts): Promise<LieReport> {
  const agent = await startScriptedAgent();
  try {
    const { app } = agent;
    const materials = perKind === 0 ? [] : readMaterials(app);
    const lies = makeLies(materials, { seed, perKind });
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
    const told = await tellLies(agent, sampleForReply(lies, throughReply, seed));
    const second =
      perKind === 0
        ? { written: [], generated: [], kept: [] }
        : reportSecond(app, materials, { seed, perKind: Math.ceil(perKind / 2) });
    return { rows, kept, told, second, honest: checkHonestAnswers(app) };
  } finally {
    await agent.close();
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
  readonly quoted: number;
  readonly lost: number;
}

const share = (group: string, own: readonly HonestResult[]): HonestShare => ({
  group,
  answers: own.length,
  sentences: sum(own.map(({ sentences }) => sentences)),
  quoted: sum(own.map(({ quoted }) => quoted)),
  lost: sum(own.map(({ lost }) => lost.length)),
});

export function honestShares(results: readonly HonestResult[]): HonestShare[] {
  const groups = [
    'seen',
    'unseen',
    'second_seen',
    'second_unseen',
    ...new Set(results.map(({ honest }) => honest.style)),
  ];
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

const secondPart = (name: string, rows: readonly SecondRow[]): string[] =>
  [
    ...rows,
    {
      kind: 'all',
      made: sum(rows.map(({ made }) => made)),
      kept: sum(rows.map(({ kept }) => kept)),
      truths: sum(rows.map(({ truths }) => truths)),
      truthsPassed: sum(rows.map(({ truthsPassed }) => truthsPassed)),
    },
  ].map(
    ({ kind, made, kept, truths, truthsPassed }) =>
      `| ${name} | ${kind} | ${made} | ${kept} | ${percent(truthsPassed, truths)} |`,
  );

export function secondTable({ second }: LieReport): string {
  return [
    '| Second liar | Kind of lie | Made | Reached the reader | Their truths that pass |',
    '|---|---|---:|---:|---:|',
    ...secondPart('by hand', second.written),
    ...secondPart('by rule', second.generated),
  ].join('\n');
}

export function honestTable({ honest }: LieReport): string {
  return [
    '| Honest answers | Answers | Sentences | As written | In the words of the rule | Lost | Share lost |',
    '|---|---:|---:|---:|---:|---:|---:|',
    ...honestShares(honest).map(
      ({ group, answers, sentences, quoted, lost }) =>
        `| ${group} | ${answers} | ${sentences} | ${sentences - quoted - lost} | ${quoted} | ${lost} | ${percent(lost, sentences)} |`,
    ),
  ].join('\n');
}
