import { registerEnumType } from 'type-graphql';

export enum ExperimentStatus {
  DRAFT = 'DRAFT',
  RUNNING = 'RUNNING',
  PAUSED = 'PAUSED',
  STOPPED = 'STOPPED',
  DECIDED = 'DECIDED',
  ARCHIVED = 'ARCHIVED',
}
registerEnumType(ExperimentStatus, {
  name: 'ExperimentStatus',
  description: 'Where an experiment is in its life.',
  valuesConfig: {
    DRAFT: { description: 'Being written; nobody is assigned.' },
    RUNNING: { description: 'Recipients are assigned; the design is locked.' },
    PAUSED: { description: 'Nobody is assigned for now; it can go on.' },
    STOPPED: { description: 'Over for good; the decision is open.' },
    DECIDED: { description: 'Over, and what follows from it is recorded.' },
    ARCHIVED: { description: 'Put away; kept for the record.' },
  },
});

export enum AssignmentSource {
  HASHED = 'HASHED',
  EXTERNAL = 'EXTERNAL',
}
registerEnumType(AssignmentSource, {
  name: 'AssignmentSource',
  description: 'Who decides which recipient gets which variant.',
  valuesConfig: {
    HASHED: { description: 'Probity, by hash: exposures are checked against it.' },
    EXTERNAL: { description: 'Another system, as in an imported test: exposures name the variant.' },
  },
});

export enum Method {
  SEQUENTIAL = 'SEQUENTIAL',
  FIXED = 'FIXED',
  BAYESIAN = 'BAYESIAN',
}
registerEnumType(Method, {
  name: 'Method',
  description: 'How the primary question is answered.',
  valuesConfig: {
    SEQUENTIAL: { description: 'An interval that stays valid however often it is looked at.' },
    FIXED: { description: "Welch's t-test, read once, at the planned end." },
    BAYESIAN: { description: 'The posterior of the difference under a flat prior.' },
  },
});

export enum Correction {
  HOLM = 'HOLM',
  BENJAMINI_HOCHBERG = 'BENJAMINI_HOCHBERG',
  NONE = 'NONE',
}
registerEnumType(Correction, {
  name: 'Correction',
  description: 'How p-values are adjusted for several comparisons of one family.',
  valuesConfig: {
    HOLM: { description: 'Bounds the chance of any false positive.' },
    BENJAMINI_HOCHBERG: { description: 'Bounds the expected share of false positives.' },
    NONE: { description: 'No adjustment.' },
  },
});
