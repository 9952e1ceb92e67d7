import { type Command, Option } from 'commander';
import { PEOPLE_ROLES } from '../access/role.rules.js';
import { readConfig } from '../config.js';
import { addressOf, invitationLink, urlOption } from './address.js';
import { CliError } from './cli-error.js';
import { EXIT } from './exit-code.js';
import { note, print, printJson } from './output.js';
import { listUsers } from './users-list.js';
import { operatorDoors, withApplication } from './with-application.js';

const EXAMPLES = `Examples:
  probity users invite --email ada@example.com --name Ada --role experimenter
  probity users invite --email ben@example.com --name Ben --role author --role analyst --team germany
  probity users list --json
  probity users disable ada@example.com
`;

export function addUsers(program: Command): void {
  const users = program
    .command('users')
    .description('the people who may sign in')
    .addHelpText('before', EXAMPLES);
  users
    .command('invite')
    .description('invite a person; the link to hand over is shown once')
    .requiredOption('--email <address>', 'the address, by which they sign in')
    .requiredOption('--name <name>', 'the name that people read')
    .addOption(
      new Option('--role <role...>', 'what they may do; several if need be')
        .choices(PEOPLE_ROLES)
        .makeOptionMandatory(),
    )
    .option('--team <key...>', 'the teams that they are in')
    .option('--url <url>', 'where the server is, as the browser sees it', urlOption)
    .option('--json', 'print {"id","url"}')
    .action(invite);
  users
    .command('list')
    .description('the people, invited, active and disabled')
    .option('--json', 'as JSON')
    .action(listUsers);
  users
    .command('disable')
    .description('disable a person: their sessions are over')
    .argument('<email>', 'their address')
    .action(disable);
}

interface InviteOptions {
  readonly email: string;
  readonly name: string;
  readonly role: readonly string[];
  readonly team?: readonly string[];
  readonly url?: string;
  readonly json?: true;
}

async function invite({ email, name, role, team, url, json }: InviteOptions): Promise<void> {
  const { id, token } = await withApplication(async application => {
    const { inviteUser, newInvitation } = await import('../access/index.js');
    const { token: secret, ...invitation } = newInvitation();
    const draft = { email, name, roles: role, teams: team ?? [] };
    await (await operatorDoors(application)).change(inviteUser, { ...draft, ...invitation });
    return { id: invitation.id, token: secret };
  });
  const { host, port } = readConfig();
  const link = invitationLink(url ?? addressOf(host, port), token);
  if (json) return printJson({ id, url: link });
  note(`hand this link over to ${name}; it is shown here and never again, and is good for 7 days:`);
  print(link);
}

async function disable(address: string): Promise<void> {
  const { name } = await withApplication(async application => {
    const { canonicalEmail, disableUser, userByEmail } = await import('../access/index.js');
    const { change, look } = await operatorDoors(application);
    const user = await userByEmail(look, canonicalEmail(address));
    if (!user) throw new CliError('not-found', `there is nobody of the address "${address}"`, EXIT.notFound);
    return change(disableUser, { id: user.id });
  });
  note(`${name} is disabled; their sessions are over everywhere within 5 seconds`);
}
