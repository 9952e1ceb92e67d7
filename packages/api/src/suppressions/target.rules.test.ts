import { describe, expect, it } from 'vitest';
import { recipientIdWith } from '../kernel/recipient.js';
import { isRoleAccount } from './role-account.rules.js';
import { addressees, asUuid, domainFrom, domainId, domainOf } from './target.rules.js';

const recipientId = recipientIdWith(Buffer.from('a pepper'));

describe('a domain', () => {
  it.each([
    ['example.com', 'example.com'],
    [' Example.COM. ', 'example.com'],
    ['MÜNCHEN.de', 'xn--mnchen-3ya.de'],
    ['mu\u0308nchen.de', 'xn--mnchen-3ya.de'],
    ['mail_1.example', 'mail_1.example'],
    ['localhost', 'localhost'],
  ])('%j is spelt %j', (text, spelt) => {
    expect(domainFrom(text)).toBe(spelt);
  });

  it.each([
    '',
    ' ',
    'a b.example',
    '-a.example',
    'a..example',
    'someone@example.com',
    'http://example.com',
    'example.com/path',
    '\ud83d.example',
    `${'a'.repeat(64)}.example`,
    `${'abc.'.repeat(70)}example`,
  ])('%j is none', text => {
    expect(domainFrom(text)).toBeNull();
  });

  it('of a key is what stands behind its last @', () => {
    expect(domainOf('"a@b"@Example.com')).toBe('example.com');
    expect(domainOf('customer-17')).toBeNull();
  });
});

describe('what suppressions name', () => {
  it('is one for every spelling of an address', () => {
    const [one, other] = addressees(['Zoë@Example.com', ' zoe\u0308@example.COM '], recipientId);

    expect(one).toEqual(other);
    expect(one).toEqual({
      recipientId: recipientId('zoë@example.com'),
      domainId: domainId(recipientId, 'example.com'),
    });
  });

  it('is no domain where the key is no address', () => {
    expect(addressees(['customer-17'], recipientId)).toEqual([
      { recipientId: recipientId('customer-17'), domainId: null },
    ]);
  });

  it('tells a domain from every recipient, even one whose key spells it', () => {
    const [spelt] = addressees(['\ndomain example.com'], recipientId);

    expect(spelt?.recipientId).not.toBe(domainId(recipientId, 'example.com'));
  });

  it('is a uuid to PostgreSQL', () => {
    expect(asUuid('0123456789abcdef0123456789abcdef')).toBe('01234567-89ab-cdef-0123-456789abcdef');
  });
});

describe('the address of an office', () => {
  it.each(['postmaster@example.com', 'ABUSE@Example.com', 'info+list@example.com', ' no-reply@example.com'])(
    'is %j',
    key => {
      expect(isRoleAccount(key)).toBe(true);
    },
  );

  it.each(['ada@example.com', 'postmaster', 'postmaster.ada@example.com', '@example.com', ''])(
    'is not %j',
    key => {
      expect(isRoleAccount(key)).toBe(false);
    },
  );
});
