import { canonicalKey } from '../kernel/recipient.js';

/** The offices of RFC 2142, and those that mail systems write from. */
const OFFICES: ReadonlySet<string> = new Set([
  'abuse',
  'admin',
  'administrator',
  'ftp',
  'hostmaster',
  'info',
  'mailer-daemon',
  'marketing',
  'news',
  'no-reply',
  'noc',
  'noreply',
  'postmaster',
  'root',
  'sales',
  'security',
  'support',
  'usenet',
  'uucp',
  'webmaster',
  'www',
]);

/** Whether a recipient key is the address of an office, and of no person; what follows a plus sign does not matter. */
export function isRoleAccount(recipientKey: string): boolean {
  const key = canonicalKey(recipientKey);
  const at = key.lastIndexOf('@');
  const [mailbox = ''] = key.slice(0, Math.max(at, 0)).split('+');
  return OFFICES.has(mailbox);
}
