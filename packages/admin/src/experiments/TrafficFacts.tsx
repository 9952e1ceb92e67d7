import type { ReactNode } from 'react';
import { Facts } from '../fields/Facts';
import { Json } from '../fields/Json';
import { basisPointsText } from '../fields/numbers';
import type { Experiment } from './experiment';

interface Props {
  readonly experiment: Experiment;
  readonly also?: readonly (readonly [string, ReactNode])[];
}

/** Whom a command touches, in numbers. */
export const TrafficFacts = ({ experiment: { variants, allocationBp, targeting }, also = [] }: Props) => (
  <Facts
    facts={[
      [
        `${variants.length} variants`,
        variants.map(({ key, name, weightBp, isControl }) => (
          <div key={key}>
            {name}
            {isControl ? ' (control)' : ''}: {basisPointsText(weightBp)}
          </div>
        )),
      ],
      ['Eligible', <Json key="targeting" value={targeting} none="Everybody" />],
      ['Of those, in the experiment', basisPointsText(allocationBp)],
      ...also,
    ]}
  />
);
