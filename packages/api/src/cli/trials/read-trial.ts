import { usageError } from '../cli-error.js';
import { eachRow } from './csv-rows.js';
import { Numbers } from './numbers.js';

export interface TrialColumns {
  readonly variant: string;
  readonly numeric: readonly string[];
  readonly recipient?: string | undefined;
}

/** A finished test as it stands in a file: a column of variants, columns of numbers, in the order of the rows. */
export interface Trial {
  readonly rows: number;
  /** The variants in the order in which they appear. */
  readonly variants: readonly string[];
  /** For each row the index of its variant. */
  readonly variantOf: Float64Array;
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly recipients: readonly string[] | null;
}

/** As many as an experiment may have. More of them mean that the wrong column was named. */
const MOST_VARIANTS = 20;

/** The number by which a spreadsheet shows a row: the header is row 1. */
export const rowNumber = (index: number): number => index + 2;

/** Reads the columns that are asked for, once and row by row. */
export async function readTrial(file: string, columns: TrialColumns): Promise<Trial> {
  let reader: RowReader | undefined;
  await eachRow(file, row => {
    if (reader === undefined) reader = new RowReader(file, row, columns);
    else reader.take(row);
  });
  if (reader === undefined) throw usageError('empty-file', `${file} is empty`);
  return reader.trial();
}

class RowReader {
  private rows = 0;
  private readonly indices = new Map<string, number>();
  private readonly variantOf = new Numbers();
  private readonly recipients: string[] = [];
  private readonly variantAt: number;
  private readonly recipientAt: number | null;
  private readonly numeric: readonly {
    readonly column: string;
    readonly at: number;
    readonly numbers: Numbers;
  }[];

  constructor(
    private readonly file: string,
    private readonly header: readonly string[],
    { variant, numeric, recipient }: TrialColumns,
  ) {
    this.variantAt = this.placeOf(variant);
    this.recipientAt = recipient === undefined ? null : this.placeOf(recipient);
    this.numeric = numeric.map(column => ({ column, at: this.placeOf(column), numbers: new Numbers() }));
  }

  take(row: readonly string[]): void {
    this.variantOf.push(this.indexOf(this.text(row, this.variantAt)));
    if (this.recipientAt !== null) this.recipients.push(this.text(row, this.recipientAt));
    for (const { at, numbers } of this.numeric) numbers.push(this.number(row, at));
    this.rows += 1;
  }

  trial(): Trial {
    if (this.rows === 0) throw usageError('empty-file', `${this.file} has a header and no rows`);
    return {
      rows: this.rows,
      variants: [...this.indices.keys()],
      variantOf: this.variantOf.view(),
      values: new Map(this.numeric.map(({ column, numbers }) => [column, numbers.view()])),
      recipients: this.recipientAt === null ? null : this.recipients,
    };
  }

  private placeOf(column: string): number {
    const place = this.header.indexOf(column);
    if (place < 0) {
      const there = this.header.map(name => `"${name}"`).join(', ');
      throw usageError('missing-column', `${this.file} has no column "${column}"; it has ${there}`);
    }
    if (this.header.lastIndexOf(column) === place) return place;
    throw usageError('ambiguous-column', `${this.file} has several columns "${column}"`);
  }

  private indexOf(variant: string): number {
    const known = this.indices.get(variant);
    if (known !== undefined) return known;
    if (this.indices.size === MOST_VARIANTS) {
      const column = this.header[this.variantAt];
      throw usageError('too-many-variants', `the column "${column}" has more than ${MOST_VARIANTS} values`);
    }
    this.indices.set(variant, this.indices.size);
    return this.indices.size - 1;
  }

  private text(row: readonly string[], at: number): string {
    const text = row[at] ?? '';
    if (text.trim() !== '') return text;
    throw usageError('empty-value', `${this.place(at)} is empty`);
  }

  /** Decimal notation only: what JavaScript also reads as a number, such as 0x10 or Infinity, is none here. */
  private number(row: readonly string[], at: number): number {
    const text = this.text(row, at);
    const value = Number(text);
    if (Number.isFinite(value) && !/[xob]/i.test(text)) return value;
    throw usageError('not-a-number', `${this.place(at)} is "${text.slice(0, 40)}", which is not a number`);
  }

  private place(at: number): string {
    return `row ${rowNumber(this.rows)}, column "${this.header[at]}"`;
  }
}
