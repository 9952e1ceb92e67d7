import { OidcRefusal } from './oidc-refusal.rules.js';

const refused = (message: string) => new OidcRefusal('answer-refused', message);

/**
 * Refuses an ID token that two readers could read differently, though its signature is right: one that says a thing
 * twice, or that is signed over other bytes than those of its parts (RFC 7797).
 */
export function requireUnambiguous(idToken: string): void {
  const [header = '', claims = ''] = idToken
    .split('.')
    .map(part => Buffer.from(part, 'base64url').toString('utf8'));
  if (saysTwice(header)) throw refused('the header of the ID token says a thing twice');
  if (saysTwice(claims)) throw refused('the ID token says a thing twice');
  if ('b64' in (JSON.parse(header) as object)) throw refused('the ID token is not encoded as ID tokens are');
}

const PART = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/** Whether an object in valid JSON names a member twice, however it is spelt. */
function saysTwice(json: string): boolean {
  const open: Set<string>[] = [];
  let latest = '';
  for (const [part] of json.matchAll(PART)) {
    if (part === '{' || part === '[') open.push(new Set());
    else if (part === '}' || part === ']') open.pop();
    else if (part !== ':') latest = part;
    else {
      const names = open.at(-1);
      const name = JSON.parse(latest) as string;
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}
