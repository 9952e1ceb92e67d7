import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { CliError, usageError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';

/** Calls back for every record of a file, the header first, holding one at a time. */
export async function eachRow(file: string, take: (row: string[]) => void): Promise<void> {
  const parser = parse({ bom: true, skip_empty_lines: true, relax_column_count: false });
  parser.on('data', (row: string[]) => {
    try {
      take(row);
    } catch (error) {
      parser.destroy(error as Error);
    }
  });
  try {
    await pipeline(createReadStream(file), parser);
  } catch (error) {
    throw readable(file, error);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE:
    'a closing quote is followed by something other than a comma or the end of the line',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a value',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'a row has another number of columns than the header',
  CSV_MAX_RECORD_SIZE: 'a row is too long',
};

function readable(file: string, error: unknown): unknown {
  if (error instanceof CsvError) {
    const line = 'lines' in error ? ` at line ${String(error.lines)}` : '';
    return usageError('malformed-csv', `${file}${line}: ${WORDS[error.code] ?? error.message}`);
  }
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return new CliError('no-such-file', `there is no file "${file}"`, EXIT.notFound);
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new CliError('unreadable-file', `${file} cannot be read (${code})`);
  }
  return error;
}
