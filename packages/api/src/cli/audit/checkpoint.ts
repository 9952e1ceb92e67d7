import { newestCheckpoint } from '../../audit/checkpoint.facts.js';
import { verifierKey } from '../../audit/checkpoint.rules.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-code.js';
import { print, printJson } from '../output.js';
import { operatorDoors, withApplication } from '../with-application.js';

interface CheckpointOptions {
  readonly publicKey?: true;
  readonly verifierKey?: true;
  readonly json?: true;
}

export async function printCheckpoint(options: CheckpointOptions): Promise<void> {
  const { checkpoint, origin, key } = await withApplication(async application => {
    const { look } = await operatorDoors(application);
    const { publicKey, origin: name } = application.signingKey;
    return { checkpoint: await newestCheckpoint(look.manager), origin: name, key: publicKey };
  });
  const pem = key.export({ format: 'pem', type: 'spki' }).toString();
  const keys = { publicKey: pem, verifierKey: verifierKey(origin, key) };
  if (options.json) {
    const signed = checkpoint && { ...checkpoint, root: checkpoint.root.toString('hex') };
    return printJson({ origin, checkpoint: signed, ...keys });
  }
  if (options.publicKey) return print(pem.trimEnd());
  if (options.verifierKey) return print(keys.verifierKey);
  if (!checkpoint)
    throw new CliError('not-found', 'nothing was signed yet: probity serve signs', EXIT.notFound);
  print(checkpoint.text.trimEnd());
}
