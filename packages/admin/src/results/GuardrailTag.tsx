import type { GuardrailStatus } from '../generated/graphql';
import type { Effect } from './effect';
import { EffectTag } from './EffectTag';

const WORDS: Readonly<Record<GuardrailStatus, readonly [Effect, string]>> = {
  PASSED: ['better', 'No harm beyond the margin'],
  INCONCLUSIVE: ['unclear', 'Harm not excluded yet'],
  FAILED: ['worse', 'Harm shown'],
};

/** What the interval says of a metric that must not get worse. */
export function GuardrailTag({ status }: { status: GuardrailStatus }) {
  const [effect, word] = WORDS[status];
  return <EffectTag effect={effect} word={word} />;
}
