import { type Command, Option } from 'commander';
import { readConfig } from '../config.js';
import { ROLES, type Role } from '../access/role.rules.js';
import { addressOf, signInLink, urlOption } from './address.js';
import { durationOption, overlapOption } from './duration.js';
import { createKey, revokeKey, rotateKey } from './keys-make.js';
import { listKeys } from './keys-list.js';
import { print, printJson } from './output.js';
import { operatorDoors, withApplication } from './with-application.js';

const EXAMPLES = `Examples:
  probity keys create --name "sending platform" --role esp --expires 90d
  probity keys create --name ci --role experimenter --json | jq -r .key
  probity keys create --name shop --role model --operations assignment,assignments --addresses 192.0.2.0/24
  probity keys list --json
  probity keys rotate 0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77 --overlap 24h
  probity keys revoke 0190c5e2-7a5d-7c3e-9f10-2b5d1c0a4e77
  probity keys link                        # a new one-time link into the admin
`;

const names = (text: string): string[] => text.split(',').map(name => name.trim());

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
    .option(
      '--operations <names>',
      'the only operations it may use, with commas; all of the role unless given',
      names,
    )
    .option('--markets <names>', 'the only markets it is for, with commas; all unless given', names)
    .option('--addresses <networks>', 'the only networks it may be used from, as CIDR, with commas', names)
    .option(
      '--expires <duration>',
      'when it stops working by itself: 12h, 30d, 4w; a year unless given',
      durationOption,
    )
    .option('--json', 'print {"id","key"}')
    .action(createKey);
  keys
    .command('list')
    .description('the API keys, without their secrets')
    .option('--json', 'as JSON')
    .action(listKeys);
  keys
    .command('rotate')
    .description('give an API key another secret, shown once')
    .argument('<id>', 'its id')
    .option(
      '--overlap <duration>',
      'how long the secret before works as well: 0h, 24h, 7d',
      overlapOption,
      24,
    )
    .option('--json', 'print {"id","key","previousExpiresAt"}')
    .action(rotateKey);
  keys.command('revoke').description('revoke an API key').argument('<id>', 'its id').action(revokeKey);
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
