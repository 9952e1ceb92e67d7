// The same work in three libraries: Welch's test and CUPED with interval and p-value, from two pairs of arrays.
import jstat from 'jstat';

const { jStat } = jstat;
const ALPHA = 0.05;

export function ours(stats, control, treatment) {
  const c = stats.pairMomentsOf(control.y, control.x);
  const t = stats.pairMomentsOf(treatment.y, treatment.x);
  const plain = stats.welch(metricOf(c), metricOf(t));
  const adjusted = stats.cuped(c, t);
  return [plain, adjusted].map(({ difference, standardError, pValue }) => ({
    difference,
    standardError,
    pValue,
  }));
}

function metricOf({ n, meanY, varianceY, meanRemainderY }) {
  const moments = { n, mean: meanY, variance: varianceY };
  return meanRemainderY === undefined ? moments : { ...moments, meanRemainder: meanRemainderY };
}

export function byJStat(control, treatment) {
  const library = {
    mean: values => jStat.mean(values),
    variance: values => jStat.variance(values, true),
    covariance: (y, x) => jStat.covariance(y, x),
    pValue: (t, df) => 2 * (1 - jStat.studentt.cdf(Math.abs(t), df)),
    critical: df => jStat.studentt.inv(1 - ALPHA / 2, df),
  };
  return byHand(library, control, treatment);
}

/** simple-statistics has no Student distribution: its table of the normal one stands in. */
export function bySimpleStatistics(simple, control, treatment) {
  const library = {
    mean: simple.mean,
    variance: simple.sampleVariance,
    covariance: simple.sampleCovariance,
    pValue: t => 2 * (1 - simple.cumulativeStdNormalProbability(Math.abs(t))),
    critical: () => 1.959963984540054,
  };
  return byHand(library, control, treatment);
}

function byHand(library, control, treatment) {
  const c = summary(library, control);
  const t = summary(library, treatment);
  const theta =
    (c.covariance * (c.n - 1) + t.covariance * (t.n - 1)) /
    (c.varianceX * (c.n - 1) + t.varianceX * (t.n - 1));
  const difference = t.meanY - c.meanY;
  const residual = arm => arm.varianceY - 2 * theta * arm.covariance + theta * theta * arm.varianceX;
  return [
    compared(library, difference, c.varianceY / c.n, t.varianceY / t.n, c.n, t.n),
    compared(
      library,
      difference - theta * (t.meanX - c.meanX),
      residual(c) / c.n,
      residual(t) / t.n,
      c.n,
      t.n,
    ),
  ];
}

function summary({ mean, variance, covariance }, { y, x }) {
  return {
    n: y.length,
    meanY: mean(y),
    meanX: mean(x),
    varianceY: variance(y),
    varianceX: variance(x),
    covariance: covariance(y, x),
  };
}

function compared({ pValue, critical }, difference, ofControl, ofTreatment, nControl, nTreatment) {
  const variance = ofControl + ofTreatment;
  const standardError = Math.sqrt(variance);
  const df = variance ** 2 / (ofControl ** 2 / (nControl - 1) + ofTreatment ** 2 / (nTreatment - 1));
  const halfWidth = critical(df) * standardError;
  return {
    difference,
    standardError,
    pValue: pValue(difference / standardError, df),
    interval: [difference - halfWidth, difference + halfWidth],
  };
}
