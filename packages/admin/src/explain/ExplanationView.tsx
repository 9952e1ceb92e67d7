import { Link as MuiLink } from '@mui/material';
import { Link } from 'react-router-dom';
import { Facts } from '../fields/Facts';
import { Json } from '../fields/Json';
import { chosenShareText } from '../fields/numbers';
import { Section } from '../layout/Section';
import { MONOSPACE } from '../layout/theme';
import { StepList } from './StepList';
import { type Explanation, answerText } from './words';

/** The answer, and the tests that led to it. */
export const ExplanationView = ({ explanation }: { explanation: Explanation }) => (
  <>
    <Section title={answerText(explanation.assignment)}>
      <Facts facts={factsOf(explanation)} />
    </Section>
    <Section title="How it came about" note="The tests in the order in which they are made.">
      <StepList steps={explanation.steps} />
    </Section>
  </>
);

const factsOf = ({ assignment, canonicalKey }: Explanation) => [
  ...variantFacts(assignment),
  ...(assignment.holdoutKey === null
    ? []
    : [['Holdout', <HoldoutLink key="holdout" holdoutKey={assignment.holdoutKey} />] as const]),
  ['Bucket', assignment.bucket ?? 'Not computed'] as const,
  ['Key as it is hashed', <Mono key="key" text={canonicalKey} />] as const,
  ['Plan version', <Mono key="plan" text={assignment.planVersion} />] as const,
];

const variantFacts = ({
  variantKey,
  probability,
  modelVersionId,
  payload,
}: Explanation['assignment']): (readonly [string, React.ReactNode])[] =>
  variantKey === null
    ? []
    : [
        ['Variant', variantKey],
        ['Chance of getting it', probability === null ? '–' : chosenShareText(probability)],
        ['Model version', modelVersionId ?? '–'],
        ['Payload', <Json key="payload" value={payload} />],
      ];

const HoldoutLink = ({ holdoutKey }: { holdoutKey: string }) => (
  <MuiLink component={Link} to={`/holdouts/${holdoutKey}/show`}>
    {holdoutKey}
  </MuiLink>
);

const Mono = ({ text }: { text: string }) => (
  <code style={{ fontFamily: MONOSPACE, fontSize: '0.8125rem' }}>{text}</code>
);
