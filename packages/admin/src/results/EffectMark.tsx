import type { Effect } from './effect';

/** The shape of an effect: a disc for better, a diamond for worse, a ring for unclear. Drawn around the origin. */
export function EffectMark({ effect, colour }: { effect: Effect; colour: string }) {
  switch (effect) {
    case 'better':
      return <circle r={6.5} fill={colour} />;
    case 'worse':
      return <path d="M0 -8 L8 0 L0 8 L-8 0 Z" fill={colour} />;
    case 'unclear':
      return <circle r={5.5} fill="var(--sheet, #fff)" stroke={colour} strokeWidth={2.5} />;
    default:
      return effect satisfies never;
  }
}
