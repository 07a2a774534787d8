/** The numbers of the page as tables: under each chart, and each as a file. @module */
import { stringify } from 'csv-stringify/sync';
import type { AnswerStatus } from '../../../../answering/answer.ts';
import { harmless } from '../../../../batch/write-table.ts';
import type { Scheme } from '../../../../calculators/scheme.ts';
import type { Overview } from './overview.ts';
import { sayShare } from './say-numbers.ts';
import { families, reasonNames, shownChannels, statusNames } from './status-names.ts';

export const tableNames = [
  'channels',
  'families',
  'statuses',
  'latency',
  'documents',
  'calculators',
  'feedback',
  'handovers',
  'gaps',
  'words',
  'tokens',
] as const;
export type TableName = (typeof tableNames)[number];

export interface OverviewTable {
  readonly title: string;
  readonly headings: readonly string[];
  /** The first cell heads the row; null: not known. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export function overviewTables(
  overview: Overview,
  schemes: readonly Pick<Scheme, 'id' | 'title'>[],
): Readonly<Record<TableName, OverviewTable>> {
  const { days, total, words, feedback, handovers } = overview;
  const given = feedback.reduce((sum, { count }) => sum + count, 0);
  return {
    channels: {
      title: '每天各渠道的提问',
      headings: ['日期', ...shownChannels.map(({ label }) => label), '合计'],
      rows: days.map((day, n) => withSum(day, overview.channels[n] ?? [])),
    },
    families: {
      title: '每天各类结果',
      headings: ['日期', ...families.map(({ label }) => label), '合计'],
      rows: days.map((day, n) => withSum(day, overview.families[n] ?? [])),
    },
    statuses: {
      title: '各种结果的次数',
      headings: ['结果', '次数', '占比'],
      rows: byCount(overview.statuses).map(([status, count]) => [
        isStatus(status) ? statusNames[status] : status,
        count,
        sayShare(count, total),
      ]),
    },
    latency: {
      title: '每天的回答用时（毫秒）',
      headings: ['日期', '提问', '一半在多久内（p50）', '95%在多久内（p95）'],
      rows: overview.latencies.map(({ day, count, p50, p95 }) => [day, count, p50, p95]),
    },
    documents: {
      title: '引用最多的文件',
      headings: ['文件', '文号', '引用它的回答'],
      rows: overview.documents.map(({ title, documentNumber, count }) => [
        title,
        documentNumber ?? '无',
        count,
      ]),
    },
    calculators: {
      title: '各计算项目的使用',
      headings: ['计算项目', '次数'],
      rows: byCount(overview.schemes).map(([id, count]) => [
        schemes.find((scheme) => scheme.id === id)?.title ?? id,
        count,
      ]),
    },
    feedback: {
      title: '居民的评价',
      headings: ['评价', '次数', '占比'],
      rows: feedback
        .toSorted((a, b) => Number(b.useful) - Number(a.useful) || b.count - a.count)
        .map(({ useful, reason, count }) => [
          useful ? '有用' : `没用：${reason === null ? '没有说原因' : reasonNames[reason]}`,
          count,
          sayShare(count, given),
        ]),
    },
    handovers: {
      title: '每天的转人工',
      headings: ['日期', '转人工', '其中有人接手', '其中没有人接手，交还机器人'],
      // Days without any would only be a column of naughts.
      rows: (handovers.opened === 0 ? [] : handovers.days).map(({ day, opened, taken, timedOut }) => [
        day,
        opened,
        taken,
        timedOut,
      ]),
    },
    gaps: {
      title: '没有关闭的知识缺口，问得最多的',
      headings: ['编号', '来由', '状态', '问过几次', '最后一次'],
      rows: overview.gaps.map(({ id, kind, state, count, lastAt }) => [
        id,
        kind === 'feedback' ? '被评为没用' : '公报里没有',
        state === 'in_work' ? '处理中' : '未处理',
        count,
        new Date(Date.parse(lastAt) + 8 * 3_600_000).toISOString().slice(0, 10),
      ]),
    },
    words: {
      title: '回答是谁写的',
      headings: ['谁写的', '次数', '占比'],
      rows: [
        ['引用原文，不经模型', words.engine, sayShare(words.engine, total)],
        ['模型写，逐句核对过', words.model, sayShare(words.model, total)],
      ],
    },
    tokens: {
      title: '模型每天用的词元（token）',
      headings: ['日期', '读入', '写出', '合计'],
      rows: overview.tokens.map(({ day, input, output }) => withSum(day, [input, output])),
    },
  };
}

/** In UTF-8 with a byte order mark, which spreadsheets need to show Chinese; no cell is a formula. */
export function tableAsCsv({ headings, rows }: OverviewTable): string {
  const cells = [headings, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'string' ? harmless(cell) : cell)),
  );
  return stringify(cells, { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

const byCount = (counts: ReadonlyMap<string, number>) => [...counts].toSorted(([, a], [, b]) => b - a);

const withSum = (day: string, counts: readonly number[]): (string | number)[] => [
  day,
  ...counts,
  counts.reduce((sum, count) => sum + count, 0),
];

const isStatus = (status: string): status is AnswerStatus => Object.hasOwn(statusNames, status);
