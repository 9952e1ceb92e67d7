// May the result be believed?
export { type SampleRatio, sampleRatio } from './sample-ratio.js';
export {
  type SequentialSampleRatio,
  type SequentialSampleRatioOptions,
  sequentialSampleRatio,
} from './sequential-sample-ratio.js';
export { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm } from './multiplicity.js';
