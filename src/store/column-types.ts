/** How the two databases call the same columns: all that the migrations must know of them. @module */
import { sql } from 'kysely';
import type { ColumnBuilderCallback, ColumnDataType, RawBuilder } from 'kysely';

export interface ColumnTypes {
  /** Compared byte by byte, so that both databases sort alike. */
  readonly text: ColumnDataType | RawBuilder<unknown>;
  /** 1, 2, 3 … given by the database, never a second time. */
  readonly numberedKey: {
    readonly type: ColumnDataType;
    readonly build: ColumnBuilderCallback;
  };
}

export const columnTypes: Readonly<Record<'sqlite' | 'postgres', ColumnTypes>> = {
  sqlite: {
    text: 'text',
    numberedKey: { type: 'integer', build: (column) => column.primaryKey().autoIncrement() },
  },
  postgres: {
    text: sql`text collate "C"`,
    numberedKey: { type: 'bigint', build: (column) => column.primaryKey().generatedAlwaysAsIdentity() },
  },
};
