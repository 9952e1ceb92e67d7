import { describe, expect, it } from 'vitest';
import { ApiError, asApiError, formPath, sentence } from './errors';

const fault = (message: string, extensions: Record<string, unknown>) =>
  new ApiError({ message, extensions }, 'r-1');

describe('where an error lies in a form', () => {
  it.each([
    ['design.primaryMetric', 'design.primaryMetric'],
    ['variants', 'variants'],
    ['input.key', 'key'],
    ['input.variants[1].weightBp', 'variants.1.weightBp'],
    ['input.variants[1].payload.subject', 'variants.1.payload'],
    ['targeting.country.$in', 'targeting'],
    ['eligibility.country.$in', 'eligibility'],
    ['input.design.guardrails[0].margin', 'design.guardrails.0.margin'],
  ])('%s is %s', (field, path) => {
    expect(formPath(field)).toBe(path);
  });

  it('nowhere, when the API names no field', () => {
    expect(fault('no', { code: 'FORBIDDEN' }).field).toBeNull();
  });
});

describe('a message of the API', () => {
  it('becomes a sentence', () => {
    expect(sentence('a name has 1 to 200 characters')).toBe('A name has 1 to 200 characters.');
  });

  it('loses the part in which GraphQL repeats what was sent', () => {
    const raw =
      'Variable "$input" got invalid value "Bad Key" at "input.key"; Expected type "Key". a key is 1 to 64 of a-z';

    expect(sentence(raw)).toBe('A key is 1 to 64 of a-z.');
  });

  it('is kept where nothing else is left of it', () => {
    expect(sentence('Variable "$input" is broken')).toBe('Variable "$input" is broken.');
  });
});

describe('the words of an error', () => {
  it('say what happened, what it means and what to do, with the code', () => {
    expect(
      fault('somebody changed this', { code: 'CONFLICT', field: 'version', current: 3 }).explanation,
    ).toEqual({
      title: 'Somebody changed this in the meantime.',
      advice: expect.stringContaining('Nothing was saved.'),
      code: 'CONFLICT',
      reference: 'r-1',
    });
  });

  it('tell a name that is taken from a change by somebody else', () => {
    const error = fault('that key is taken', { code: 'CONFLICT', field: 'key', current: 'taken' });

    expect(error.explanation.title).toBe('That key is taken.');
    expect(error.field).toBe('key');
  });

  it('name the rule that refused', () => {
    const error = fault('the weights sum to 9500 basis points instead of 10000', {
      code: 'RULE_VIOLATED',
      rule: 'weights-sum',
      field: 'variants',
    });

    expect(error.explanation.title).toContain('9500');
    expect(error.explanation.code).toBe('RULE_VIOLATED: weights-sum');
  });

  it('show the message of a rule that has no words here', () => {
    expect(fault('a new rule', { code: 'RULE_VIOLATED', rule: 'new-rule' }).explanation.title).toBe(
      'A new rule.',
    );
  });

  it('give the id that finds a fault in the log', () => {
    const error = fault('a fault of ours', { code: 'INTERNAL_SERVER_ERROR', errorId: 'e-7' });

    expect(error.explanation.reference).toBe('e-7');
  });

  it('exist for whatever is thrown', () => {
    expect(asApiError(new TypeError('x is undefined')).explanation.code).toBe('INTERNAL_SERVER_ERROR');
    expect(asApiError('odd').code).toBe('INTERNAL_SERVER_ERROR');
  });
});

it('an end of the session is what react-admin takes for one', () => {
  expect(fault('sign in', { code: 'UNAUTHENTICATED' }).status).toBe(401);
});
