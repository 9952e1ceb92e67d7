import { portOf } from '../config.js';
import { usageError } from './cli-error.js';

const ANY_ADDRESS = ['0.0.0.0', '::', ''];

/** Where a browser on this machine finds a server that listens there. */
export function addressOf(host: string, port: number): string {
  const name = ANY_ADDRESS.includes(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

export const signInLink = (base: string, token: string): string =>
  `${base.replace(/\/+$/, '')}/#/sign-in?token=${token}`;

export const invitationLink = (base: string, token: string): string =>
  `${base.replace(/\/+$/, '')}/#/invitation?token=${token}`;

/** The value of `--port`. */
export function portOption(text: string): number {
  try {
    return portOf(text);
  } catch {
    throw usageError('bad-port', `--port is a number from 0 to 65535, not "${text}"`);
  }
}

/** The value of `--url`. */
export function urlOption(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '');
  throw usageError('bad-url', `--url has the form http://host:port, not "${text}"`);
}
