import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { DomainError, badInput } from '../kernel/errors.js';
import { answerFailure } from './ofrep-failure.js';
import { OfrepError } from './ofrep-question.rules.js';

/** What a client gets where answering throws. */
async function answerTo(thrown: Error, url = '/flags/subject') {
  const app = fastify();
  app.setErrorHandler(answerFailure);
  const fail = () => {
    throw thrown;
  };
  app.get('/flags', fail);
  app.get('/flags/*', fail);
  const { statusCode, headers, body } = await app.inject({ url });
  return { status: statusCode, retryAfter: headers['retry-after'], body: JSON.parse(body) as unknown };
}

describe('a failure', () => {
  it.each<[string, Error, number, string]>([
    ['that was meant', new OfrepError(404, 'FLAG_NOT_FOUND', 'no'), 404, 'FLAG_NOT_FOUND'],
    ['of a value', badInput('recipientKey', 'empty'), 400, 'INVALID_CONTEXT'],
    ['of a credential', new DomainError('UNAUTHENTICATED', 'no'), 401, 'GENERAL'],
    ['of a permission', new DomainError('FORBIDDEN', 'no'), 403, 'GENERAL'],
    ['of the body', Object.assign(new Error('no JSON'), { statusCode: 415 }), 400, 'PARSE_ERROR'],
    ['of its size', Object.assign(new Error('large'), { statusCode: 413 }), 413, 'GENERAL'],
  ])('%s has its status and code', async (_what, thrown, status, errorCode) => {
    const answer = await answerTo(thrown);

    expect(answer).toMatchObject({ status, body: { key: 'subject', errorCode } });
    expect(answer.retryAfter).toBeUndefined();
  });

  it('names the flag only where one was asked for', async () => {
    expect((await answerTo(badInput('recipientKey', 'empty'), '/flags')).body).toEqual({
      errorCode: 'INVALID_CONTEXT',
      errorDetails: 'empty',
    });
  });

  it('of the database is told with the time to wait', async () => {
    expect(await answerTo(new DomainError('UNAVAILABLE', 'away'))).toMatchObject({
      status: 503,
      retryAfter: '1',
    });
  });

  it('of ours is masked', async () => {
    const { status, body } = await answerTo(new TypeError('the password is 1234'));

    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('1234');
    expect(body).toMatchObject({ key: 'subject', errorCode: 'GENERAL' });
  });
});
