import { type Asked, AskFirst } from '../layout/AskFirst';
import { Allowed } from '../layout/Allowed';
import type { Holdout } from './holdout';

interface Props extends Asked {
  readonly holdout: Holdout;
  /** The verb of the API: what the state of the holdout and the role of the reader must allow. */
  readonly verb: string;
}

/** A command on a holdout: offered where it is possible and permitted, and asked about before it is sent. */
export function HoldoutCommand({ holdout, verb, ...asked }: Props) {
  if (!holdout.possibleCommands.includes(`holdout.${verb}`)) return null;
  return (
    <Allowed action={verb} resource="holdouts">
      <AskFirst {...asked} />
    </Allowed>
  );
}
