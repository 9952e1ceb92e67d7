import { resolve } from 'node:path';

/** Everything that the environment decides. Read once, here and nowhere else. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** PostgreSQL to use; the built-in one in the data directory unless given. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  /** Base64 or text of at least 16 bytes; made and kept in the data directory unless given. */
  readonly pepper: string | null;
  readonly isDemoWanted: boolean;
  readonly logLevel: string;
  /** How many OFREP requests each API key may make in a second, of each process. */
  readonly rateLimit: number;
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
  return {
    host: environment.HOST || '127.0.0.1',
    port: portOf(environment.PORT || '4000'),
    databaseUrl: urlOf(environment.DATABASE_URL),
    dataDirectory: resolve(environment.PROBITY_DATA_DIR || '.probity'),
    pepper: pepperOf(environment.PROBITY_PEPPER),
    isDemoWanted: flagOf('PROBITY_DEMO', environment.PROBITY_DEMO, true),
    logLevel: levelOf(environment.LOG_LEVEL || 'info'),
    rateLimit: rateOf(environment.PROBITY_RATE_LIMIT || '1000'),
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

function levelOf(text: string): string {
  if (LOG_LEVELS.includes(text)) return text;
  throw new ConfigError(`LOG_LEVEL is one of ${LOG_LEVELS.join(', ')}`);
}
