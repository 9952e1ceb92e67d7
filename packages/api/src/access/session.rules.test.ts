import { describe, expect, it } from 'vitest';
import type { Session } from './session.entity.js';
import {
  LINK_LASTS_MS,
  SESSION_IDLES_MS,
  SESSION_LASTS_MS,
  begin,
  confirm,
  end,
  offer,
  open,
  sessionWorks,
} from './session.rules.js';
import type { User } from './user.entity.js';

const START = Date.UTC(2026, 2, 1);
const after = (ms: number) => new Date(START + ms);
const offered = (): Session =>
  offer(
    { id: 'id', version: 0 } as Session,
    { id: 'id', personName: 'Ada', roles: ['analyst'], linkHash: 'link' },
    after(0),
  );
const opened = (ms = 0): Session => open(offered(), 'cookie', after(ms));
const ada = (overrides: Partial<User> = {}): User =>
  ({ id: 'ada', name: 'Ada', roles: ['viewer'], status: 'ACTIVE', sessionEpoch: 3, ...overrides }) as User;
const begun = (user: User | null = ada()): Session =>
  begin({ id: 'id', version: 0 } as Session, { epoch: 3, cookieHash: 'cookie' }, user, after(0));
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
    expect(sessionWorks(session, after(ms - 1), after(ms))).toBe(works);
  });

  it.each([
    ['works while somebody uses it', SESSION_IDLES_MS, 2 * SESSION_IDLES_MS - 1, true],
    ['has ended when nobody used it for half an hour', SESSION_IDLES_MS, 2 * SESSION_IDLES_MS, false],
    ['is used by being opened', null, SESSION_IDLES_MS - 1, true],
    ['is used by being opened, and idles from then', null, SESSION_IDLES_MS, false],
  ])('%s', (_what, usedAfterMs, ms, works) => {
    const usedAt = usedAfterMs === null ? null : after(usedAfterMs);

    expect(sessionWorks(opened(), usedAt, after(ms))).toBe(works);
  });

  it('that nobody used for long can be ended all the same', () => {
    expect(end(opened(), after(2 * SESSION_IDLES_MS)).endedAt).toEqual(after(2 * SESSION_IDLES_MS));
  });

  it('is ended once', () => {
    expect(() => end(end(opened(), after(1)), after(2))).toThrow('this session has ended already');
  });
});

describe('a session of somebody who proved who they are', () => {
  const changed = expect.objectContaining({ code: 'UNAUTHENTICATED' });
  const OTHERS: [string, User | null][] = [
    ['who is not there', null],
    ['who was disabled meanwhile', ada({ status: 'DISABLED' })],
    ['who was changed meanwhile', ada({ sessionEpoch: 4 })],
  ];

  it('begins at once, in the epoch of the person', () => {
    expect(begun()).toMatchObject({
      personName: 'Ada',
      userId: 'ada',
      userEpoch: 3,
      linkHash: null,
      cookieHash: 'cookie',
      openedAt: after(0),
      authenticatedAt: after(0),
      expiresAt: after(SESSION_LASTS_MS),
    });
  });

  it.each(OTHERS)('does not begin for one %s', (_what, user) => {
    expect(() => begun(user)).toThrow(changed);
  });

  it('goes on in another epoch once they proved it again', () => {
    const confirmed = confirm(begun(), 4, ada({ sessionEpoch: 4 }), after(1));

    expect(confirmed).toEqual({ ...begun(), userEpoch: 4, authenticatedAt: after(1) });
  });

  it.each(OTHERS)('is not confirmed for one %s', (_what, user) => {
    expect(() => confirm(begun(), 3, user, after(1))).toThrow(changed);
  });

  it('is not confirmed when it has ended', () => {
    expect(() => confirm(begun(), 3, ada(), after(SESSION_LASTS_MS))).toThrow(changed);
    expect(() => confirm(end(begun(), after(1)), 3, ada(), after(2))).toThrow(changed);
  });
});
