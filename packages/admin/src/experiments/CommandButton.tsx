import { type Asked, AskFirst } from '../layout/AskFirst';
import { Allowed } from '../layout/Allowed';
import type { Experiment } from './experiment';

interface Props extends Asked {
  readonly experiment: Experiment;
  /** The verb of the API: what the state of the experiment and the role of the reader must allow. */
  readonly verb: string;
}

/** A command on an experiment: offered where it is possible and permitted, and asked about before it is sent. */
export function CommandButton({ experiment, verb, ...asked }: Props) {
  if (!experiment.possibleCommands.includes(`experiment.${verb}`)) return null;
  return (
    <Allowed action={verb} resource="experiments">
      <AskFirst {...asked} />
    </Allowed>
  );
}
