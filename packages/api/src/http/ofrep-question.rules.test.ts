import { describe, expect, it } from 'vitest';
import { ofrepQuestion } from './ofrep-question.rules.js';

describe('the body of an OFREP request', () => {
  it('names the recipient by the targeting key; the rest is known of the recipient', () => {
    expect(
      ofrepQuestion({ context: { targetingKey: 'somebody', market: 'DE', householdKey: null } }),
    ).toEqual({
      recipientKey: 'somebody',
      householdKey: null,
      context: { market: 'DE' },
    });
    expect(ofrepQuestion({ context: { targetingKey: ' a ', householdKey: 'h' } })).toEqual({
      recipientKey: ' a ',
      householdKey: 'h',
      context: {},
    });
  });

  it.each([
    [undefined, 'PARSE_ERROR'],
    [null, 'PARSE_ERROR'],
    [[], 'PARSE_ERROR'],
    ['context', 'PARSE_ERROR'],
    [{}, 'TARGETING_KEY_MISSING'],
    [{ context: null }, 'TARGETING_KEY_MISSING'],
    [{ context: {} }, 'TARGETING_KEY_MISSING'],
    [{ context: { targetingKey: null } }, 'TARGETING_KEY_MISSING'],
    [{ context: { targetingKey: ' ' } }, 'TARGETING_KEY_MISSING'],
    [{ context: [] }, 'INVALID_CONTEXT'],
    [{ context: 'somebody' }, 'INVALID_CONTEXT'],
    [{ context: { targetingKey: 7 } }, 'INVALID_CONTEXT'],
    [{ context: { targetingKey: { key: 'somebody' } } }, 'INVALID_CONTEXT'],
    [{ context: { targetingKey: 'somebody', householdKey: 7 } }, 'INVALID_CONTEXT'],
  ])('is refused: %j', (body, errorCode) => {
    expect(() => ofrepQuestion(body)).toThrow(expect.objectContaining({ status: 400, errorCode }) as Error);
  });
});
