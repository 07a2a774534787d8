/** A table row with the units of its columns: the unit stands in the head (收费标准（元）) or over the table (单位：元/株). @module */
import type { Clause } from '../gazette/model.ts';

const figure = /^[\d,.]+(?:\s*[-~～—–至]\s*[\d,.]+)?$/;
const unitOfColumn =
  /[（(](?:单位[:：])?((?:万|亿)?元|％|%|亩|平方米|公里|天|个月|年|人|户)[^（）()]{0,6}[）)]$/;
const unitOfTable = /单位[:：]\s*((?:万|亿)?元|％|%)/;

/** The clause's text; of a row, its cells with their column heads, each bare figure with its unit. */
export function rowWithUnits(clause: Clause): string {
  const { row } = clause;
  if (row === null) return clause.text;
  const over = unitOfTable.exec([row.caption ?? '', ...clause.headings].join(' '))?.[1];
  return row.cells
    .map((cell, at) => {
      const column = row.columns[at] ?? '';
      const unit =
        figure.test(cell) && !/序号|编号/.test(column) ? (unitOfColumn.exec(column)?.[1] ?? over) : undefined;
      return `${column} ${cell}${unit ?? ''}`;
    })
    .join(' ');
}
