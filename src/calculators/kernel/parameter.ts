/**
 * A parameter is a figure of a rule as dated and quoted data. The schemes hold no figure of their own.
 * @module
 */

/** Where something stands in the gazettes. */
export interface Source {
  /** Canonical 文号, 清新府办〔2018〕16号. */
  readonly documentNumber: string;
  /** 第七条, 四（三）, 第五条（二）. */
  readonly clause: string;
  /** Verbatim words of the document; white space does not count. */
  readonly quote: string;
}

/**
 * How `value` is written down and what it means:
 * `fen` money; `basisPoints` a ratio (80% = 8000, 1.5倍 = 15000); `days`, `workingDays`, `months`, `years`, `age`, `count` whole numbers;
 * `thousandths` a quantity in thousandths of its unit (20KG = 20000); `date` an ISO day; `word` a term of the text (a class, a place).
 */
export type ParameterUnit =
  | 'fen'
  | 'basisPoints'
  | 'days'
  | 'workingDays'
  | 'months'
  | 'years'
  | 'age'
  | 'count'
  | 'thousandths'
  | 'date'
  | 'word';

/** One figure: value, validity and the words in which it can be read. */
export interface Parameter<Value extends number | string = number | string> extends Source {
  /** `<scheme>.<name>`, unique: medical-aid.rate-class-one. */
  readonly id: string;
  readonly value: Value;
  readonly unit: ParameterUnit;
  /** First day that it holds, ISO. */
  readonly from: string;
  /** Last day that it holds; null when the text states no end. */
  readonly to: string | null;
  /** `false` for a value that only follows from the words (全额救助 → 100%): the quotation is checked, the value is not read in it. Give the reason in a comment. */
  readonly readable?: false;
}
