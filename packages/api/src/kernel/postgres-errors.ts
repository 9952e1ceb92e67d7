import { DomainError } from './errors.js';

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
}

const isDriverError = (value: unknown): value is DriverError => typeof value === 'object' && value !== null;

/** SQLSTATE classes and socket errors that mean "not now": the database is away, full, or chose this one of a deadlock. */
const UNAVAILABLE =
  /^(08|53|57P0[1-3]|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/;
/** A text or a JSON value that PostgreSQL cannot hold: a NUL character, or half a surrogate pair. */
const UNSTORABLE = /^22(021|P02|P05)$/;
const LOST =
  /timeout exceeded when trying to connect|^timeout expired$|^Query read timeout$|Connection terminated|Client has encountered a connection error/;

export const unstorable = (): DomainError =>
  new DomainError('BAD_USER_INPUT', 'a value holds a character that cannot be stored', { field: null });

export const unavailable = (): DomainError =>
  new DomainError('UNAVAILABLE', 'the database cannot be reached; nothing was written', {
    retryAfterSeconds: 1,
  });

/** Whether a fault means that the database is away, and not that it refuses us. */
export function isUnavailable(error: unknown): boolean {
  const fault = translated(error);
  return fault instanceof DomainError && fault.code === 'UNAVAILABLE';
}

/**
 * What a fault of the database means to a client, translated once.
 * A unique constraint is named `<table>_<field>_key`, so that the field at fault can be told.
 */
export function translated(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  const inner: unknown = 'driverError' in error ? error.driverError : error;
  const { code = '', constraint = '', table = '' } = isDriverError(inner) ? inner : {};
  if (code === '23505') {
    const field = constraint.replace(`${table}_`, '').replace(/_key$/, '');
    return new DomainError('CONFLICT', `that ${field} is taken`, { field, current: 'taken' });
  }
  if (UNSTORABLE.test(code)) return unstorable();
  if (UNAVAILABLE.test(code) || LOST.test(error.message)) {
    return unavailable();
  }
  return error;
}
