import { describe, expect, it } from 'vitest';
import { DomainError } from './errors.js';
import { translated } from './postgres-errors.js';

const fault = (driverError: object, message = 'fault') => Object.assign(new Error(message), { driverError });
const codeOf = (error: unknown): string => (error instanceof DomainError ? error.code : 'UNCHANGED');

describe('a fault of the database', () => {
  it.each([
    ['experiments', 'experiments_key_key', 'key'],
    ['metrics', 'metrics_key_key', 'key'],
    ['api_keys', 'api_keys_secret_key', 'secret'],
    ['sessions', 'sessions_link_key', 'link'],
  ])('that is a taken key of %s is a CONFLICT with its field', (table, constraint, field) => {
    expect(translated(fault({ code: '23505', table, constraint }))).toMatchObject({
      code: 'CONFLICT',
      message: `that ${field} is taken`,
      extensions: { field, current: 'taken' },
    });
  });

  it.each([
    ['08006', 'UNAVAILABLE'],
    ['53300', 'UNAVAILABLE'],
    ['57P01', 'UNAVAILABLE'],
    ['57P02', 'UNAVAILABLE'],
    ['57P03', 'UNAVAILABLE'],
    ['ECONNREFUSED', 'UNAVAILABLE'],
    ['ECONNRESET', 'UNAVAILABLE'],
    ['EPIPE', 'UNAVAILABLE'],
    ['EAI_AGAIN', 'UNAVAILABLE'],
    ['EHOSTUNREACH', 'UNAVAILABLE'],
    ['ENETUNREACH', 'UNAVAILABLE'],
    ['28P01', 'UNCHANGED'],
    ['22021', 'BAD_USER_INPUT'],
    ['22P05', 'BAD_USER_INPUT'],
    ['23502', 'UNCHANGED'],
    ['23514', 'UNCHANGED'],
    ['42501', 'UNCHANGED'],
    ['42703', 'UNCHANGED'],
    ['57014', 'UNCHANGED'],
    ['XX000', 'UNCHANGED'],
  ])('with code %s is %s', (code, expected) => {
    expect(codeOf(translated(fault({ code })))).toBe(expected);
    expect(codeOf(translated(Object.assign(new Error('fault'), { code })))).toBe(expected);
  });

  it.each([
    'timeout exceeded when trying to connect',
    'timeout expired',
    'Query read timeout',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
  ])('that says "%s" is UNAVAILABLE', message => {
    expect(codeOf(translated(new Error(message)))).toBe('UNAVAILABLE');
  });

  it.each([new DomainError('FORBIDDEN', 'no'), new TypeError('undefined'), 'text', null, undefined])(
    'is nothing that %s is turned into',
    error => {
      expect(translated(error)).toBe(error);
    },
  );
});
