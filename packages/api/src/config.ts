import { join, resolve } from 'node:path';
import { type Networks, networksOf } from './access/address.rules.js';
import { type OidcSettings, oidcSettingsOf } from './access/oidc-settings.rules.js';
import { ed25519 } from './audit/signing-key.js';

/** Everything that the environment decides. Read once, here and nowhere else. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** PostgreSQL to use; the built-in one in the data directory unless given. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  /** The word in the text of API keys that tells those of one installation from those of another. */
  readonly environment: string;
  /** Base64 or text of at least 16 bytes; made and kept in the data directory unless given. */
  readonly pepper: string | null;
  /** Ed25519 in PEM (PKCS8), by which checkpoints of the audit log are signed; made and kept unless given. */
  readonly signingKey: string | null;
  /** The name that checkpoints are signed in; made of the key unless given. */
  readonly auditOrigin: string | null;
  /** Where checkpoints are copied to; null: to no directory. */
  readonly checkpointDirectory: string | null;
  /** Where checkpoints are sent to. */
  readonly checkpointUrl: string | null;
  readonly isDemoWanted: boolean;
  readonly logLevel: string;
  /** How many OFREP requests each API key may make in a second, of each process. */
  readonly rateLimit: number;
  /** The networks of the proxies whose word on the client's address is taken; null: of none. */
  readonly trustedProxies: Networks | null;
  /** Where the only documents lie that machines may send; null: they may send any. */
  readonly operationsDirectory: string | null;
  /** The provider that people sign in with; null: with passwords and links alone. */
  readonly oidc: OidcSettings | null;
  /** The API key that the command line signs its requests with. */
  readonly apiKey: string | null;
  /** Whether the terminal is to be left without bars and colours (https://no-color.org). */
  readonly isPlain: boolean;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/** @throws {ConfigError} naming the variable, when one makes no sense */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const dataDirectory = resolve(environment.PROBITY_DATA_DIR || '.probity');
  return {
    host: environment.HOST || '127.0.0.1',
    port: portOf(environment.PORT || '4000'),
    databaseUrl: urlOf(environment.DATABASE_URL),
    dataDirectory,
    environment: environmentOf(environment.PROBITY_ENVIRONMENT || 'live'),
    pepper: pepperOf(environment.PROBITY_PEPPER),
    signingKey: signingKeyOf(environment.PROBITY_SIGNING_KEY),
    auditOrigin: originOf(environment.PROBITY_AUDIT_ORIGIN),
    checkpointDirectory: resolve(environment.PROBITY_CHECKPOINT_DIR || join(dataDirectory, 'checkpoints')),
    checkpointUrl: httpUrlOf(environment.PROBITY_CHECKPOINT_URL),
    isDemoWanted: flagOf('PROBITY_DEMO', environment.PROBITY_DEMO, true),
    logLevel: levelOf(environment.LOG_LEVEL || 'info'),
    rateLimit: rateOf(environment.PROBITY_RATE_LIMIT || '1000'),
    trustedProxies: proxiesOf(environment.PROBITY_TRUSTED_PROXIES),
    operationsDirectory: environment.PROBITY_OPERATIONS ? resolve(environment.PROBITY_OPERATIONS) : null,
    oidc: oidcOf(environment),
    apiKey: environment.PROBITY_KEY || null,
    isPlain: Boolean(environment.NO_COLOR) || environment.TERM === 'dumb',
  };
}

export function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError(`PORT is a number from 0 to 65535, not "${text}"`);
}

function urlOf(text: string | undefined): string | null {
  if (!text) return null;
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new ConfigError('DATABASE_URL has the form postgres://user:password@host:port/database');
}

function pepperOf(text: string | undefined): string | null {
  if (!text) return null;
  if (Buffer.byteLength(text) >= 16) return text;
  throw new ConfigError('PROBITY_PEPPER has at least 16 bytes');
}

/** Environments that hold one line only hold `\n` for its ends. */
function signingKeyOf(text: string | undefined): string | null {
  if (!text) return null;
  const pem = text.replaceAll(String.raw`\n`, '\n');
  try {
    ed25519(pem);
    return pem;
  } catch (error) {
    throw new ConfigError(`PROBITY_SIGNING_KEY: ${(error as Error).message}`);
  }
}

function originOf(text: string | undefined): string | null {
  if (!text) return null;
  if (/^[^\s+]{1,200}$/u.test(text)) return text;
  throw new ConfigError(
    'PROBITY_AUDIT_ORIGIN is a name without blanks and without "+", at most 200 characters',
  );
}

function httpUrlOf(text: string | undefined): string | null {
  if (!text) return null;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new ConfigError('PROBITY_CHECKPOINT_URL has the form https://host/path, in which {size} may stand');
}

function environmentOf(text: string): string {
  if (/^[a-z0-9]{1,12}$/.test(text)) return text;
  throw new ConfigError(`PROBITY_ENVIRONMENT is 1 to 12 of a-z 0-9, not "${text}"`);
}

function flagOf(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined || text === '') return otherwise;
  if (text === '0' || text === '1') return text === '1';
  throw new ConfigError(`${name} is 0 or 1, not "${text}"`);
}

function rateOf(text: string): number {
  const rate = Number(text);
  if (rate > 0 && rate <= 1_000_000) return rate;
  throw new ConfigError(`PROBITY_RATE_LIMIT is a number above 0 and at most 1000000, not "${text}"`);
}

function proxiesOf(text: string | undefined): Networks | null {
  if (!text) return null;
  try {
    return networksOf(
      'PROBITY_TRUSTED_PROXIES',
      text.split(',').map(one => one.trim()),
    );
  } catch (error) {
    throw new ConfigError(`PROBITY_TRUSTED_PROXIES: ${(error as Error).message}`, { cause: error });
  }
}

function oidcOf(environment: NodeJS.ProcessEnv): OidcSettings | null {
  try {
    return oidcSettingsOf(environment);
  } catch (error) {
    throw new ConfigError((error as Error).message, { cause: error });
  }
}

function levelOf(text: string): string {
  if (LOG_LEVELS.includes(text)) return text;
  throw new ConfigError(`LOG_LEVEL is one of ${LOG_LEVELS.join(', ')}`);
}
