import { expect, it } from 'vitest';
import { ApiError, unreachable } from './errors';
import { isRetried } from './useWhole';

const refused = (code: string) => new ApiError({ message: 'refused', extensions: { code } });

it('what may be otherwise a moment later is asked for again, three times', () => {
  for (const error of [unreachable(), refused('UNAVAILABLE'), new TypeError('of the browser')]) {
    expect([0, 2, 3].map(failures => isRetried(failures, error))).toEqual([true, true, false]);
  }
});

it.each(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED', 'BAD_USER_INPUT'])(
  'what is answered with %s is told at once',
  code => {
    expect(isRetried(0, refused(code))).toBe(false);
  },
);
