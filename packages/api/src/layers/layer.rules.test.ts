import { describe, expect, it } from 'vitest';
import type { Layer } from './layer.entity.js';
import { archive, define, requireOpen } from './layer.rules.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const LATER = new Date('2026-06-01T12:00:00Z');
const blank = { id: 'id', key: 'subject-lines', seed: 'seed', version: 0 } as Layer;
const defined = () => define(blank, { name: 'Subject lines' }, NOW);
const refused = (extensions: object) => expect.objectContaining({ extensions });

describe('a layer', () => {
  it('is what was typed, and can be entered', () => {
    const layer = define(blank, { name: ' Subject lines ' }, NOW);

    expect(layer).toEqual({ ...blank, name: 'Subject lines', createdAt: NOW, archivedAt: null });
    expect(() => requireOpen(layer, 'layerKey')).not.toThrow();
  });

  it.each([
    ['no name', ' '],
    ['a name of 201 characters', 'n'.repeat(201)],
  ])('is refused with %s', (_what, name) => {
    expect(() => define(blank, { name }, NOW)).toThrow(refused({ field: 'name' }));
  });

  it('is put away once, and not entered since', () => {
    const archived = archive(defined(), [], LATER);

    expect(archived).toEqual({ ...defined(), archivedAt: LATER });
    expect(() => archive(archived, [], LATER)).toThrow(refused({ rule: 'layer-archived', field: 'key' }));
    expect(() => requireOpen(archived, 'layerKey')).toThrow(
      refused({ rule: 'layer-archived', field: 'layerKey' }),
    );
  });

  it('stays while experiments have a range in it', () => {
    expect(() => archive(defined(), ['offer', 'subject'], LATER)).toThrow(
      refused({ rule: 'layer-in-use', current: ['offer', 'subject'] }),
    );
  });
});
