import { describe, expect, it } from 'vitest';
import { Turns } from './turns.js';

/** The turns of the event loop, counted while work is done. */
async function turnsOf(pieces: number): Promise<number[]> {
  const turns = new Turns();
  const taken: number[] = [];
  let turn = 0;
  await new Promise<void>(resolve => {
    const count = (): void => {
      turn += 1;
      if (taken.length === pieces) resolve();
      else setImmediate(count);
    };
    setImmediate(count);
    for (let piece = 0; piece < pieces; piece += 1) turns.take(() => void taken.push(turn));
  });
  return taken;
}

describe('long work', () => {
  it('has a turn of the event loop for each piece', async () => {
    const taken = await turnsOf(5);

    expect(new Set(taken).size).toBe(5);
  });

  it('is done in the order it came, that of a piece which takes another too', async () => {
    const turns = new Turns();
    const done: string[] = [];
    await new Promise<void>(resolve => {
      turns.take(() => {
        done.push('first');
        turns.take(() => {
          done.push('last');
          resolve();
        });
      });
      turns.take(() => done.push('second'));
    });

    expect(done).toEqual(['first', 'second', 'last']);
  });
});
