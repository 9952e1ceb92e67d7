import { describe, expect, it } from 'vitest';
import type { Session } from './session.entity.js';
import { LINK_LASTS_MS, SESSION_LASTS_MS, end, offer, open, sessionWorks } from './session.rules.js';

const START = Date.UTC(2026, 2, 1);
const after = (ms: number) => new Date(START + ms);
const offered = (): Session =>
  offer(
    { id: 'id', version: 0 } as Session,
    { id: 'id', personName: 'Ada', roles: ['analyst'], linkHash: 'link' },
    after(0),
  );
const opened = (ms = 0): Session => open(offered(), 'cookie', after(ms));
const refused = (rule: string) => expect.objectContaining({ code: 'RULE_VIOLATED', extensions: { rule } });

describe('a sign-in link', () => {
  it('opens a session within the hour', () => {
    expect(opened(LINK_LASTS_MS - 1)).toMatchObject({
      personName: 'Ada',
      roles: ['analyst'],
      cookieHash: 'cookie',
      openedAt: after(LINK_LASTS_MS - 1),
      expiresAt: after(LINK_LASTS_MS - 1 + SESSION_LASTS_MS),
      endedAt: null,
    });
  });

  it('opens nothing at the end of its hour', () => {
    expect(() => opened(LINK_LASTS_MS)).toThrow(refused('link-expired'));
  });

  it('opens nothing a second time', () => {
    expect(() => open(opened(), 'another cookie', after(1))).toThrow(refused('link-used'));
  });

  it('that was used says so, also when it has expired since', () => {
    expect(() => open(opened(), 'another cookie', after(LINK_LASTS_MS))).toThrow(refused('link-used'));
  });

  it('opens nothing after the session has ended', () => {
    expect(() => open(end(opened(), after(1)), 'another cookie', after(2))).toThrow(refused('link-used'));
  });
});

describe('a session', () => {
  it.each([
    ['that is only offered does not work', offered(), 0, false],
    ['works from its first instant', opened(), 0, true],
    ['works to its last millisecond', opened(), SESSION_LASTS_MS - 1, true],
    ['has ended after its twelve hours', opened(), SESSION_LASTS_MS, false],
    ['does not work once it is ended', end(opened(), after(1)), 2, false],
  ])('%s', (_what, session, ms, works) => {
    expect(sessionWorks(session, after(ms))).toBe(works);
  });

  it('is ended once', () => {
    expect(() => end(end(opened(), after(1)), after(2))).toThrow('this session has ended already');
  });
});
