import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DomainError, ERRORS, badInput, notFound, violation } from './errors.js';
import { formatErrorWith } from './format-error.js';

const formatted = (thrown: unknown, message = 'wrapped', code?: string) => {
  const reported: unknown[] = [];
  const format = formatErrorWith(fault => reported.push(fault));
  const answer = format({ message, path: ['field'], ...(code && { extensions: { code } }) }, thrown);
  return { answer, reported };
};
const wrapped = (error: Error) => new GraphQLError(error.message, { originalError: error });

describe('an error thrown on purpose', () => {
  it.each([
    [violation('some-rule', 'no', { field: 'x' }), { code: 'RULE_VIOLATED', rule: 'some-rule', field: 'x' }],
    [badInput('x', 'no'), { code: 'BAD_USER_INPUT', field: 'x' }],
    [notFound('thing', 'x'), { code: 'NOT_FOUND', key: 'x' }],
    [new DomainError('UNAVAILABLE', 'no'), { code: 'UNAVAILABLE' }],
  ])('is shown as it was meant: %s', (error, extensions) => {
    for (const thrown of [error, wrapped(error)]) {
      const { answer, reported } = formatted(thrown);

      expect(answer).toEqual({ message: error.message, path: ['field'], extensions });
      expect(reported).toEqual([]);
    }
  });
});

describe('an error of the caller that GraphQL found', () => {
  it.each([
    ['Variable "$input" got invalid value 1 at "input.variants[0].key"; a key is …', 'input.variants[0].key'],
    ['Variable "$key" of required type "Key!" was not provided.', 'key'],
    ['Something else.', null],
  ])('tells its field: %s', (message, field) => {
    const { answer } = formatted(new GraphQLError(message), message, 'BAD_USER_INPUT');

    expect(answer).toEqual({ message, path: ['field'], extensions: { code: 'BAD_USER_INPUT', field } });
  });

  it.each([
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_REQUEST',
    'OPERATION_RESOLUTION_FAILURE',
  ])('keeps its code: %s', code => {
    const { answer, reported } = formatted(new GraphQLError('as it is'), 'as it is', code);

    expect(answer).toEqual({ message: 'as it is', path: ['field'], extensions: { code } });
    expect(reported).toEqual([]);
  });
});

describe('a fault of ours', () => {
  const secret = new TypeError('password "hunter2" is wrong');

  it.each([
    ['a bare error', secret],
    ['a wrapped error', wrapped(secret)],
    ['no error at all', 'hunter2'],
    [
      'an error that claims a code',
      Object.assign(new Error('hunter2'), { extensions: { code: 'BAD_REQUEST' } }),
    ],
  ])('is an id and nothing more: %s', (_what, thrown) => {
    const { answer, reported } = formatted(thrown, 'password "hunter2" is wrong', 'INTERNAL_SERVER_ERROR');

    expect(answer).toEqual({
      message: 'a fault of ours',
      path: ['field'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', errorId: expect.any(String) },
    });
    expect(reported).toMatchObject([{ errorId: answer.extensions?.errorId }]);
  });
});

describe('the table of codes', () => {
  it('has an HTTP status and an explanation for each', () => {
    for (const { status, when } of Object.values(ERRORS)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(when).not.toMatch(/^[A-Z]|\.$/);
    }
  });
});
