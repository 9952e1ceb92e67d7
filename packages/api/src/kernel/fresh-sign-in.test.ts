import { describe, expect, it } from 'vitest';
import { FRESH_FOR_MS, requireFreshSignIn } from './fresh-sign-in.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const person = (authenticatedAt?: Date | null) =>
  ({
    type: 'USER',
    id: 'ada',
    name: 'Ada',
    roles: [],
    ...(authenticatedAt !== undefined && { authenticatedAt }),
  }) as const;

describe('who has to prove again who they are', () => {
  it.each([
    ['nobody who did so this minute', person(ago(60_000)), false],
    ['nobody who did so five minutes ago', person(ago(FRESH_FOR_MS)), false],
    ['who did so before', person(ago(FRESH_FOR_MS + 1)), true],
    ['who never did', person(null), true],
    ['of whom it is not known', person(), true],
    ['no machine', { type: 'KEY', id: 'id', name: 'key', roles: [] } as const, false],
    ['not the system', { type: 'SYSTEM', id: 'system', name: 'system', roles: [] } as const, false],
  ])('%s', (_what, actor, isRefused) => {
    const required = () => requireFreshSignIn(actor, NOW);

    if (isRefused) expect(required).toThrow(expect.objectContaining({ code: 'STEP_UP_REQUIRED' }));
    else expect(required).not.toThrow();
  });
});
