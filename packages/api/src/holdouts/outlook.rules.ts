import { holdoutMinimumLift } from '@probity/stats';
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
  const smallestLift = holdoutMinimumLift({ listSize, share: sizeBp / 10_000, rate: baseRate });
  const warnings: string[] = [];
  if (sizeBp < COMMON_BP.least || sizeBp > COMMON_BP.most) {
    warnings.push('a holdout commonly has 5 % to 10 % of recipients');
  }
  if (smallestLift === null) warnings.push('the list is too small for it to see any lift');
  else if (smallestLift > LARGE_LIFT) {
    warnings.push(`it will not see a lift below ${(100 * smallestLift).toPrecision(3)} %`);
  }
  return { smallestLift, warnings };
}
