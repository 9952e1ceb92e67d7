import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DomainError, ERRORS, badInput, notFound, violation } from './errors.js';
import { formatErrorWith } from './format-error.js';

const AT = { path: ['field'] };

const formatted = (thrown: unknown, message = 'wrapped', code?: string, where: { path?: string[] } = AT) => {
  const reported: unknown[] = [];
  const format = formatErrorWith(fault => reported.push(fault));
  const answer = format({ message, ...where, ...(code && { extensions: { code } }) }, thrown);
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
    const { answer } = formatted(new GraphQLError(message), message, 'BAD_USER_INPUT', {});

    expect(answer).toEqual({ message, extensions: { code: 'BAD_USER_INPUT', field } });
  });

  it.each([
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_REQUEST',
    'OPERATION_RESOLUTION_FAILURE',
  ])('keeps its code: %s', code => {
    const { answer, reported } = formatted(new GraphQLError('as it is'), 'as it is', code, {});

    expect(answer).toEqual({ message: 'as it is', extensions: { code } });
    expect(reported).toEqual([]);
  });
});

describe('the fifty-first wrong variable', () => {
  const message = 'Too many errors processing variables, error limit reached. Execution aborted.';

  it('is the fault of who asked, as the first fifty are', () => {
    const { answer, reported } = formatted(new GraphQLError(message), message, undefined, {});

    expect(answer.extensions).toEqual({ code: 'BAD_USER_INPUT', field: null });
    expect(reported).toEqual([]);
  });

  it('is not what a resolver says is one', () => {
    expect(formatted(new GraphQLError(message), message).answer.message).toBe('a fault of ours');
    expect(formatted(new Error(message), message, undefined, {}).answer.message).toBe('a fault of ours');
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

  it.each(['BAD_USER_INPUT', 'BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED'])(
    'is an id and nothing more when a library throws it in a resolver as %s',
    code => {
      const { answer, reported } = formatted(
        new GraphQLError('hunter2', { extensions: { code } }),
        'hunter2',
        code,
      );

      expect(answer.message).toBe('a fault of ours');
      expect(answer.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
      expect(reported).toHaveLength(1);
    },
  );

  it('is an id and nothing more when what is no error of GraphQL claims a code before there is a path', () => {
    const { answer } = formatted(new Error('hunter2'), 'hunter2', 'BAD_USER_INPUT', {});

    expect(answer.message).toBe('a fault of ours');
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
