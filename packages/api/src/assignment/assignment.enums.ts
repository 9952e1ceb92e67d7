import { registerEnumType } from 'type-graphql';

export enum AssignmentReason {
  ASSIGNED = 'ASSIGNED',
  NO_SUCH_EXPERIMENT = 'NO_SUCH_EXPERIMENT',
  HELD_OUT = 'HELD_OUT',
  NOT_RUNNING = 'NOT_RUNNING',
  EXCLUDED_BY_LAYER = 'EXCLUDED_BY_LAYER',
  NOT_TARGETED = 'NOT_TARGETED',
  NOT_IN_ALLOCATION = 'NOT_IN_ALLOCATION',
}
registerEnumType(AssignmentReason, {
  name: 'AssignmentReason',
  description: 'Why a recipient gets what it gets. Expected answers, not errors.',
  valuesConfig: {
    ASSIGNED: { description: 'In the experiment; the variant says which.' },
    NO_SUCH_EXPERIMENT: { description: 'No experiment of this key was ever started.' },
    HELD_OUT: { description: 'A holdout keeps the recipient out of the experiment.' },
    NOT_RUNNING: { description: 'The experiment is paused or over, or assigned by another system.' },
    EXCLUDED_BY_LAYER: { description: 'The bucket in the layer lies outside the range of the experiment.' },
    NOT_TARGETED: { description: 'The context does not meet the targeting condition.' },
    NOT_IN_ALLOCATION: { description: 'The bucket lies outside the share of recipients in the experiment.' },
  },
});

export enum HoldoutVerdict {
  HELD_OUT = 'HELD_OUT',
  NOT_COVERED = 'NOT_COVERED',
  EXEMPT = 'EXEMPT',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  NOT_A_MEMBER = 'NOT_A_MEMBER',
}
registerEnumType(HoldoutVerdict, {
  name: 'HoldoutVerdict',
  description: 'What a holdout says of a recipient.',
  valuesConfig: {
    HELD_OUT: { description: 'It keeps the recipient out.' },
    NOT_COVERED: { description: 'It does not cover this channel, market or experiment.' },
    EXEMPT: { description: 'Messages of this category are exempt.' },
    NOT_ELIGIBLE: { description: 'The context does not meet its eligibility.' },
    NOT_A_MEMBER: { description: 'The bucket lies beyond its share.' },
  },
});

export enum AssignmentTest {
  EXPERIMENT = 'EXPERIMENT',
  HOLDOUT = 'HOLDOUT',
  STATUS = 'STATUS',
  LAYER = 'LAYER',
  TARGETING = 'TARGETING',
  ALLOCATION = 'ALLOCATION',
}
registerEnumType(AssignmentTest, {
  name: 'AssignmentTest',
  description: 'What is asked before a recipient gets a variant, in this order.',
  valuesConfig: {
    EXPERIMENT: { description: 'Was an experiment of this key ever started?' },
    HOLDOUT: { description: 'Does a holdout keep the recipient out?' },
    STATUS: { description: 'Does the experiment run, and does Probity assign it?' },
    LAYER: { description: 'Does the bucket in the layer lie in the range of the experiment?' },
    TARGETING: { description: 'Does the context meet the condition?' },
    ALLOCATION: { description: 'Does the bucket lie in the range of a variant?' },
  },
});

export enum TestOutcome {
  PASSED = 'PASSED',
  STOPPED = 'STOPPED',
  NOT_REACHED = 'NOT_REACHED',
}
registerEnumType(TestOutcome, {
  name: 'TestOutcome',
  description: 'What came of a test.',
  valuesConfig: {
    PASSED: { description: 'It does not stand in the way.' },
    STOPPED: { description: 'It decided the answer.' },
    NOT_REACHED: { description: 'An earlier test had decided.' },
  },
});
