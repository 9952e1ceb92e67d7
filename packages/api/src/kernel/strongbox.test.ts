import { describe, expect, it } from 'vitest';
import { strongboxWith } from './strongbox.js';

const box = strongboxWith(Buffer.from('a pepper that tests share for ever'));
const another = strongboxWith(Buffer.from('another pepper, of another house'));

describe('what is locked', () => {
  it('opens for its owner, and looks different each time', () => {
    const [one, other] = [box.lock('secret', 'ada'), box.lock('secret', 'ada')];

    expect([box.open(one, 'ada'), box.open(other, 'ada')]).toEqual(['secret', 'secret']);
    expect(one).not.toBe(other);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('secret');
  });

  it('opens for nobody else, and with no other pepper', () => {
    expect(() => box.open(box.lock('secret', 'ada'), 'ben')).toThrow();
    expect(() => another.open(box.lock('secret', 'ada'), 'ada')).toThrow();
  });

  it('does not open when a byte of it was changed', () => {
    const bytes = Buffer.from(box.lock('secret', 'ada'), 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => box.open(changed.toString('base64'), 'ada')).toThrow();
    }
  });

  it('does not open when it was cut off', () => {
    expect(() => box.open(box.lock('secret', 'ada').slice(0, 20), 'ada')).toThrow();
    expect(() => box.open('', 'ada')).toThrow();
  });
});

it('a fingerprint is the same for the same text in one house, and in no other', () => {
  expect(box.fingerprint('ada')).toBe(box.fingerprint('ada'));
  expect(box.fingerprint('ada')).not.toBe(box.fingerprint('ben'));
  expect(box.fingerprint('ada')).not.toBe(another.fingerprint('ada'));
});
