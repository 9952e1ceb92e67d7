import { minimumDetectableDifference } from '@probity/stats';
import type { HoldoutOutlook } from './holdout-outlook.entity.js';

export interface Prospect {
  readonly sizeBp: number;
  readonly listSize: number;
  readonly baseRate: number;
}

const COMMON_BP = { least: 500, most: 1_000 };
/** A lift of all experiments together that is larger than this is hardly ever seen. */
const LARGE_LIFT = 0.2;

/** What a holdout will be able to tell, before anybody is held out for months. */
export function outlook({ sizeBp, listSize, baseRate }: Prospect): HoldoutOutlook {
  const smallestLift = smallestLiftOf({ sizeBp, listSize, baseRate });
  const warnings: string[] = [];
  if (sizeBp < COMMON_BP.least || sizeBp > COMMON_BP.most) {
    warnings.push('a holdout commonly has 5 % to 10 % of recipients');
  }
  if (smallestLift > LARGE_LIFT) {
    warnings.push(`it will not see a lift below ${(100 * smallestLift).toPrecision(3)} %`);
  }
  return { smallestLift, warnings };
}

/** Held-out recipients against all others, with the harmonic mean of the two as units of each. */
function smallestLiftOf({ sizeBp, listSize, baseRate }: Prospect): number {
  const held = (listSize * sizeBp) / 10_000;
  const n = 2 / (1 / held + 1 / (listSize - held));
  const standardDeviation = Math.sqrt(baseRate * (1 - baseRate));
  return minimumDetectableDifference({ standardDeviation, n }) / baseRate;
}
