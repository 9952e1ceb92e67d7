import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import type { Application } from '../application.js';
import { readConfig } from '../config.js';
import type { Context } from '../context.js';
import { interruption, unlessInterrupted } from './interruption.js';
import { note } from './output.js';

/**
 * Lends the application that the environment names: its database is adopted where a server runs beside us, else
 * started, and stopped unless somebody else uses it by then. Loaded only here, so that commands without a database start at once.
 */
export async function withApplication<T>(work: (application: Application) => Promise<T>): Promise<T> {
  const config = readConfig();
  const signal = interruption();
  const { openApplication } = await import('../application.js');
  const application = await openApplication(config, { onProgress: note });
  try {
    return await unlessInterrupted(signal, work(application));
  } finally {
    await application.close();
  }
}

/** The three doors, open to whoever operates this machine. */
export async function operatorDoors(application: Application): Promise<Context> {
  const { doorsOf, operator } = await import('../doors.js');
  return doorsOf(application)(operator(`${accountName()}, at the command line`), randomUUID());
}

/** A container may run as a number that has no name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}
