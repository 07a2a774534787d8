/**
 * An empty table for a calculator, to be filled in: its headings are those that the reader knows.
 * @module
 */
import { stringify } from 'csv-stringify/sync';
import { type DataValidation, writeXlsx } from 'hucre/xlsx';
import type { Field } from '../calculators/kernel/field.ts';
import type { Scheme } from '../calculators/scheme.ts';
import { columnLetters } from './table.ts';

export interface TemplateColumn {
  readonly heading: string;
  /** One or several sentences. */
  readonly howTo: string;
  /** What may be chosen; empty: it is typed. */
  readonly options: readonly string[];
}

/** Longer lists do not fit into a spreadsheet's cell for choosing. */
const mostOptionCharacters = 255;
const rowsWithChoice = 2000;

/** Whose row it is, then each fact in the order of the clauses. */
export const templateColumns = ({ fields }: Scheme): TemplateColumn[] => [
  {
    heading: '姓名',
    howTo: '只用来认行，不参加计算，可以删。“备注”开头的列也照原样留在结果里。别的列里，不知道的写“不清楚”。',
    options: [],
  },
  ...fields.map(columnOf),
];

function columnOf(field: Field): TemplateColumn {
  const { label, unit, question, type, when, help, assumed } = field;
  const options =
    type === 'boolean'
      ? ['是', '否']
      : (field.choices ?? []).flatMap(({ value, vague }) => (vague === true ? [] : [value]));
  const parts = [
    question,
    options.length === 0 ? '' : `填：${options.join('、')}。`,
    type === 'choices' ? '可以填几项，用顿号隔开。' : '',
    type === 'amounts' ? '几笔金额用顿号隔开。' : '',
    type === 'date' ? '写成 2019-06-01、2019-06 或 2019。' : '',
    when === undefined ? '' : `只在${when}时要填。`,
    assumed === undefined ? '' : '不填就按常见情况假设，结果里会写明。',
    help,
  ];
  return {
    heading: unit === undefined ? label : `${label}（${unit}）`,
    howTo: parts.filter((part) => part !== '').join(''),
    options: type === 'choices' ? [] : options,
  };
}

/** With a byte order mark, which spreadsheets need to show Chinese. */
export const templateAsCsv = (scheme: Scheme): string =>
  stringify([templateColumns(scheme).map(({ heading }) => heading)], {
    bom: true,
    record_delimiter: 'windows',
  });

/** The table to be filled in, with lists to choose from, and a second sheet that tells how. */
export async function templateAsXlsx(scheme: Scheme): Promise<Uint8Array> {
  const columns = templateColumns(scheme);
  const head = { font: { bold: true } };
  const boldRow = (count: number) =>
    new Map(Array.from({ length: count }, (_, at) => [`0,${at}`, { style: head }] as const));
  return writeXlsx({
    sheets: [
      {
        name: '填写',
        rows: [columns.map(({ heading }) => heading)],
        columns: columns.map(({ heading }) => ({
          width: Math.min(Math.max(heading.length * 2 + 2, 10), 40),
        })),
        cells: boldRow(columns.length),
        freezePane: { rows: 1, columns: 1 },
        dataValidations: columns.flatMap(choiceFor),
      },
      {
        name: '怎么填',
        rows: [['列名', '怎么填'], ...columns.map(({ heading, howTo }) => [heading, howTo])],
        columns: [{ width: 36 }, { width: 120 }],
        cells: boldRow(2),
        freezePane: { rows: 1 },
      },
    ],
  });
}

function choiceFor({ options }: TemplateColumn, at: number): DataValidation[] {
  if (options.length === 0 || options.join(',').length > mostOptionCharacters) return [];
  const letters = columnLetters(at + 1);
  return [
    {
      type: 'list',
      values: [...options],
      allowBlank: true,
      // Other words that mean the same are read as well.
      showErrorMessage: false,
      range: `${letters}2:${letters}${rowsWithChoice}`,
    },
  ];
}
