import { registerEnumType } from 'type-graphql';

export enum AssignmentReason {
  ASSIGNED = 'ASSIGNED',
  NO_SUCH_EXPERIMENT = 'NO_SUCH_EXPERIMENT',
  NOT_RUNNING = 'NOT_RUNNING',
  NOT_TARGETED = 'NOT_TARGETED',
  NOT_IN_ALLOCATION = 'NOT_IN_ALLOCATION',
}
registerEnumType(AssignmentReason, {
  name: 'AssignmentReason',
  description: 'Why a recipient gets what it gets. Expected answers, not errors.',
  valuesConfig: {
    ASSIGNED: { description: 'In the experiment; the variant says which.' },
    NO_SUCH_EXPERIMENT: { description: 'No experiment of this key was ever started.' },
    NOT_RUNNING: { description: 'The experiment is paused or over, or assigned by another system.' },
    NOT_TARGETED: { description: 'The context does not meet the targeting condition.' },
    NOT_IN_ALLOCATION: { description: 'The bucket lies outside the share of recipients in the experiment.' },
  },
});
