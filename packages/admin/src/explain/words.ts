import type { AssignmentTest, ExplainAssignmentQuery, TestOutcome } from '../generated/graphql';

export type Explanation = ExplainAssignmentQuery['explainAssignment'];
export type Step = Explanation['steps'][number];

/** Each is passed when the answer is yes. */
const QUESTIONS: Readonly<Record<AssignmentTest, string>> = {
  EXPERIMENT: 'Was the experiment started?',
  HOLDOUT: 'Do the holdouts leave the recipient in?',
  LAYER: 'Does the layer leave the recipient to this experiment?',
  STATUS: 'Does the experiment run, and does Probity assign it?',
  TARGETING: 'Does the context meet the condition?',
  ALLOCATION: 'Does the bucket lie in the range of a variant?',
};

export const questionText = (test: AssignmentTest): string => QUESTIONS[test];

export const OUTCOME_WORDS: Readonly<Record<TestOutcome, string>> = {
  PASSED: 'Passed',
  STOPPED: 'Stopped here',
  NOT_REACHED: 'Not reached',
};

const ANSWERS: Readonly<Record<string, string>> = {
  HELD_OUT: 'Gets no variant: a holdout keeps the recipient out',
  EXCLUDED_BY_LAYER: 'Gets no variant: the layer leaves the recipient to other experiments',
  NOT_IN_ALLOCATION: 'Gets no variant: outside the share of recipients in the experiment',
  NOT_RUNNING: 'Gets no variant: the experiment does not run, or another system assigns it',
  NOT_TARGETED: 'Gets no variant: the context does not meet the condition',
  NO_SUCH_EXPERIMENT: 'Gets no variant: no experiment of this key was ever started',
};

/** The answer in one sentence; a reason without words is shown as it is. */
export const answerText = ({ reason, variantKey }: Explanation['assignment']): string =>
  reason === 'ASSIGNED'
    ? `Gets the variant “${variantKey}”`
    : (ANSWERS[reason] ?? `Gets no variant: ${reason}`);

const PLACES: Readonly<Partial<Record<AssignmentTest, string>>> = {
  EXPERIMENT: 'experiments',
  HOLDOUT: 'holdouts',
  LAYER: 'layers',
};

/** Where the thing that a test asked of is shown; null where it has no page. */
export const placeOf = ({ test, subjectKey }: Pick<Step, 'test' | 'subjectKey'>): string | null =>
  PLACES[test] && subjectKey !== null ? `/${PLACES[test]}/${subjectKey}/show` : null;
