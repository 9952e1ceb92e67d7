import { Instant } from '../fields/Ago';
import { Facts } from '../fields/Facts';
import { Section } from '../layout/Section';
import { RECOMMENDATION_WORDS } from '../results/verdict';
import { type Experiment, OUTCOME_WORDS } from './experiment';

/** What was decided, beside what the data recommended at that moment. */
export function DecisionNote({ experiment: { decision, decidedAt, variants } }: { experiment: Experiment }) {
  if (!decision) return null;
  const { outcome, variantKey, rationale, recommendation, decidedBy } = decision;
  const variant = variants.find(({ key }) => key === variantKey)?.name;
  return (
    <Section title="Decision">
      <Facts
        facts={[
          [
            'Outcome',
            <strong key="outcome">{variant ? `Ship “${variant}”` : OUTCOME_WORDS[outcome]}</strong>,
          ],
          ['Why', rationale],
          ['Decided by', decidedBy],
          ['Decided at', <Instant key="at" at={decidedAt} />],
          [
            'Probity recommended',
            recommendation === null
              ? 'Nothing'
              : `To ${RECOMMENDATION_WORDS[recommendation] ?? recommendation}`,
          ],
        ]}
      />
    </Section>
  );
}
