import type { User } from '../access/index.js';
import { note, print, printJson } from './output.js';
import { table } from './table.js';
import { operatorDoors, withApplication } from './with-application.js';

const PER_PAGE = 100;

export async function listUsers({ json }: { json?: true }): Promise<void> {
  const items = await withApplication(async application => {
    const { look } = await operatorDoors(application);
    const { users } = await import('../access/index.js');
    const listed: ReturnType<typeof shown>[] = [];
    for (let page = 1; ; page += 1) {
      const { items: people, total } = await users(look, {}, { page, perPage: PER_PAGE });
      listed.push(...people.map(shown));
      if (page * PER_PAGE >= total) return listed;
    }
  });
  if (json) return printJson({ items, total: items.length });
  if (items.length === 0) {
    return note('there is nobody yet: probity users invite --email ADDRESS --name NAME --role ROLE');
  }
  print(table(COLUMNS, items.map(rowOf)));
}

/** What a list shows of a person. */
const shown = ({ id, email, name, status, roles, teams, totpConfirmedAt, invitedAt }: User) => ({
  id,
  email,
  name,
  status,
  roles,
  teams,
  hasTotp: totpConfirmedAt !== null,
  invitedAt,
});

const COLUMNS = ['e-mail', 'name', 'status', 'roles', 'teams', 'codes', 'invited'].map(title => ({ title }));

const rowOf = ({
  email,
  name,
  status,
  roles,
  teams,
  hasTotp,
  invitedAt,
}: ReturnType<typeof shown>): string[] => [
  email,
  name,
  status.toLowerCase(),
  roles.join(' '),
  teams.join(' ') || '-',
  hasTotp ? 'yes' : 'no',
  invitedAt.toISOString().slice(0, 16).replace('T', ' '),
];
