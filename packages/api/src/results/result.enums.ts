import { registerEnumType } from 'type-graphql';

export enum ResultStatus {
  OK = 'OK',
  NOT_ENOUGH_DATA = 'NOT_ENOUGH_DATA',
  SAMPLE_RATIO_MISMATCH = 'SAMPLE_RATIO_MISMATCH',
}
registerEnumType(ResultStatus, {
  name: 'ResultStatus',
  description: 'Whether the results may be read.',
  valuesConfig: {
    OK: { description: 'The primary metric can be compared and the checks found nothing that forbids it.' },
    NOT_ENOUGH_DATA: { description: 'The primary metric cannot be compared yet.' },
    SAMPLE_RATIO_MISMATCH: {
      description: 'The arms are not of the planned sizes: the comparison is not to be trusted.',
    },
  },
});

export enum CheckStatus {
  PASSED = 'PASSED',
  WARNING = 'WARNING',
  FAILED = 'FAILED',
  NOT_ENOUGH_DATA = 'NOT_ENOUGH_DATA',
}
registerEnumType(CheckStatus, {
  name: 'CheckStatus',
  description: 'What a check of the data found.',
  valuesConfig: {
    PASSED: { description: 'Nothing amiss.' },
    WARNING: { description: 'Worth a look; it does not block a decision.' },
    FAILED: { description: 'It blocks a decision.' },
    NOT_ENOUGH_DATA: { description: 'Too little data to tell.' },
  },
});

export enum MetricRole {
  PRIMARY = 'PRIMARY',
  SECONDARY = 'SECONDARY',
  GUARDRAIL = 'GUARDRAIL',
}
registerEnumType(MetricRole, {
  name: 'MetricRole',
  description: 'What a metric is for in a design.',
  valuesConfig: {
    PRIMARY: { description: 'It decides.' },
    SECONDARY: { description: 'It is reported beside it.' },
    GUARDRAIL: { description: 'It must not get worse by more than its margin.' },
  },
});

export enum ComparisonStatus {
  OK = 'OK',
  NOT_ENOUGH_DATA = 'NOT_ENOUGH_DATA',
  EMPTY_ARM = 'EMPTY_ARM',
  ZERO_VARIANCE = 'ZERO_VARIANCE',
  ZERO_DENOMINATOR = 'ZERO_DENOMINATOR',
}
registerEnumType(ComparisonStatus, {
  name: 'ComparisonStatus',
  description: 'Whether two arms can be compared, and if not, why.',
  valuesConfig: {
    OK: { description: 'Compared.' },
    NOT_ENOUGH_DATA: { description: 'Too few recipients or events for the method to hold.' },
    EMPTY_ARM: { description: 'One of the arms has no recipient.' },
    ZERO_VARIANCE: { description: 'Every recipient of both arms has the same value.' },
    ZERO_DENOMINATOR: { description: 'The denominator of the ratio is zero in one arm.' },
  },
});

export enum RelativeStatus {
  OK = 'OK',
  FIELLER = 'FIELLER',
  UNBOUNDED = 'UNBOUNDED',
  ZERO_CONTROL_MEAN = 'ZERO_CONTROL_MEAN',
  NOT_COMPARED = 'NOT_COMPARED',
}
registerEnumType(RelativeStatus, {
  name: 'RelativeStatus',
  description: 'How far the relative lift can be trusted. The absolute difference decides.',
  valuesConfig: {
    OK: { description: "Delta method; the control's mean is known well enough." },
    FIELLER: {
      description: "The control's mean is within five standard errors of zero: Fieller's interval is given.",
    },
    UNBOUNDED: { description: "The control's mean may be zero: no interval bounds the lift." },
    ZERO_CONTROL_MEAN: { description: 'The mean of the control is zero: there is no lift.' },
    NOT_COMPARED: { description: 'The arms are not compared.' },
  },
});

export enum GuardrailStatus {
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  INCONCLUSIVE = 'INCONCLUSIVE',
}
registerEnumType(GuardrailStatus, {
  name: 'GuardrailStatus',
  description: 'What the interval says of a guardrail.',
  valuesConfig: {
    PASSED: { description: 'Harm beyond the margin is excluded.' },
    FAILED: { description: 'Harm is shown: the interval lies wholly on the worse side.' },
    INCONCLUSIVE: { description: 'Neither is shown.' },
  },
});

export enum Recommendation {
  SHIP = 'SHIP',
  ROLL_BACK = 'ROLL_BACK',
  KEEP_RUNNING = 'KEEP_RUNNING',
  REVIEW = 'REVIEW',
}
registerEnumType(Recommendation, {
  name: 'Recommendation',
  description: 'What the registered design says of the data. A recommendation, not a decision.',
  valuesConfig: {
    SHIP: { description: 'A variant is better and no guardrail speaks against it.' },
    ROLL_BACK: { description: 'Every variant is worse, or breaks a guardrail.' },
    KEEP_RUNNING: { description: 'Nothing is settled yet.' },
    REVIEW: { description: 'The data do not settle it, or a check failed: a person must look.' },
  },
});
