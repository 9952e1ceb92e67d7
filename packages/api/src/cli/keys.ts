import { type Command, Option } from 'commander';
import { readConfig } from '../config.js';
import { ROLES, type Role } from '../access/role.rules.js';
import { addressOf, signInLink, urlOption } from './address.js';
import { EXIT } from './exit-code.js';
import { CliError } from './cli-error.js';
import { durationOption } from './duration.js';
import { listKeys } from './keys-list.js';
import { note, print, printJson } from './output.js';
import { operatorDoors, withApplication } from './with-application.js';

const EXAMPLES = `Examples:
  probity keys create --name "sending platform" --role esp --expires 90d
  probity keys create --name ci --role experimenter --json | jq -r .key
  probity keys list
  probity keys revoke 0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77
  probity keys link                        # a new one-time link into the admin
`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function addKeys(program: Command): void {
  const keys = program
    .command('keys')
    .description('API keys for machines, and sign-in links for people')
    .addHelpText('before', EXAMPLES);
  keys
    .command('create')
    .description('make an API key; its secret is shown once')
    .requiredOption('--name <name>', 'what the key is for')
    .addOption(roleOption('what the holder may do').makeOptionMandatory())
    .option('--expires <duration>', 'when it stops working by itself: 12h, 30d, 4w', durationOption)
    .option('--json', 'print {"id","key"}')
    .action(create);
  keys
    .command('list')
    .description('the API keys, without their secrets')
    .option('--json', 'as JSON')
    .action(listKeys);
  keys.command('revoke').description('revoke an API key').argument('<id>', 'its id').action(revoke);
  keys
    .command('link')
    .description('a new one-time sign-in link, good for an hour')
    .option('--name <name>', 'who signs in', 'Owner')
    .addOption(roleOption('what they may do').default('administrator'))
    .option('--url <url>', 'where the server is, as the browser sees it', urlOption)
    .option('--json', 'print {"url"}')
    .action(link);
}

const roleOption = (description: string) => new Option('--role <role>', description).choices(ROLES);

interface CreateOptions {
  readonly name: string;
  readonly role: Role;
  readonly expires?: number;
  readonly json?: true;
}

async function create({ name, role, expires, json }: CreateOptions): Promise<void> {
  const { id, secret } = await withApplication(async application => {
    const { createApiKey, newApiKey } = await import('../access/index.js');
    const expiresAt = expires === undefined ? null : new Date(application.now().getTime() + expires);
    const key = newApiKey(name, role, expiresAt);
    await (await operatorDoors(application)).change(createApiKey, key);
    return key;
  });
  if (json) return printJson({ id, key: secret });
  note(`the key ${id}; its secret is shown here and never again:`);
  print(secret);
}

async function revoke(id: string): Promise<void> {
  if (!UUID.test(id)) throw new CliError('not-found', `there is no API key "${id}"`, EXIT.notFound);
  const { name } = await withApplication(async application => {
    const { revokeApiKey } = await import('../access/index.js');
    return (await operatorDoors(application)).change(revokeApiKey, { id });
  });
  note(`the key "${name}" is revoked; it stops working everywhere within 5 seconds`);
}

interface LinkOptions {
  readonly name: string;
  readonly role: Role;
  readonly url?: string;
  readonly json?: true;
}

async function link({ name, role, url, json }: LinkOptions): Promise<void> {
  const token = await withApplication(async application => {
    const { newOffer, offerSession } = await import('../access/index.js');
    const made = newOffer(name, [role]);
    await (await operatorDoors(application)).change(offerSession, made.offer);
    return made.token;
  });
  const { host, port } = readConfig();
  const target = signInLink(url ?? addressOf(host, port), token);
  if (json) printJson({ url: target });
  else print(target);
}
