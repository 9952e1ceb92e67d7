import { generateKeyPairSync } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Application } from '../../packages/api/src/application.js';
import { createApiKey, newApiKey, newOffer, offerSession } from '../../packages/api/src/access/index.js';
import { signingKeyOf } from '../../packages/api/src/audit/index.js';
import type { Context } from '../../packages/api/src/context.js';
import { type Config, readConfig } from '../../packages/api/src/config.js';
import { doorsOf, operator } from '../../packages/api/src/doors.js';
import { ENTITIES } from '../../packages/api/src/entities.js';
import { openDatabase } from '../../packages/api/src/kernel/database.js';
import type { Patience } from '../../packages/api/src/http/hot-door.js';
import type { TimeLimits } from '../../packages/api/src/http/time-limit.js';
import { createServer } from '../../packages/api/src/server.js';
import { SnapshotFile } from '../../packages/api/src/snapshot.js';
import { Client } from './client.js';
import { freshDatabase } from './postgres.js';

/** A whole Probity on a database of its own, spoken to over HTTP. */
export interface House {
  readonly url: string;
  readonly databaseUrl: string;
  readonly application: Application;
  /** The three doors, as one who acts in these roles sees them. */
  doors(...roles: string[]): Context;
  /** A client with a new API key in this role. */
  as(role: string): Promise<Client>;
  /** A new API key: its id, its secret, and a client that sends it. */
  key(role: string, expiresAt?: Date): Promise<Key>;
  /** A client without a credential. */
  anonymous(): Client;
  /** The token of a new one-time sign-in link. */
  signInToken(roles?: readonly string[]): Promise<string>;
  /** Lets the clock of the server run ahead. */
  advance(ms: number): void;
  close(): Promise<void>;
}

export interface Key {
  readonly id: string;
  readonly secret: string;
  readonly client: Client;
}

export const SIGNING_KEY = signingKeyOf(generateKeyPairSync('ed25519').privateKey, null);
export const PEPPER = Buffer.from('a pepper that tests share for ever');

interface Wishes {
  readonly poolSize?: number;
  /** The house whose database is to be used as well, as by a second process. */
  readonly beside?: House;
  /** How often the server asks what has changed although nobody has told it. */
  readonly checkEveryMs?: number;
  /** How often it asks whether tables have grown so much that PostgreSQL should count them again. */
  readonly analyzeEveryMs?: number;
  /** How often it forgets what signing in has left behind. */
  readonly sweepEveryMs?: number;
  /** What the environment would say otherwise. */
  readonly config?: Partial<Config>;
  /** How slowly a request may come. */
  readonly patience?: Patience;
  /** How long an answer may take. */
  readonly timeLimits?: TimeLimits;
  /** Where the log goes, all of it; nowhere unless given. */
  readonly logTo?: Writable;
  /** How many OFREP requests a key may make in a second; more than any test makes unless given. */
  readonly rateLimit?: number;
  /** Where checkpoints of the audit log are copied to; nowhere unless given. */
  readonly checkpointDirectory?: string | null;
  readonly checkpointUrl?: string | null;
  /** Where the plan is kept for a start without the database; nowhere unless given. */
  readonly snapshotDirectory?: string;
}

export async function openHouse({
  poolSize = 5,
  rateLimit = 1_000_000,
  checkpointDirectory = null,
  checkpointUrl = null,
  beside,
  snapshotDirectory,
  config = {},
  ...wishes
}: Wishes = {}): Promise<House> {
  const { url: databaseUrl, drop } = beside
    ? { url: beside.databaseUrl, drop: async () => undefined }
    : await freshDatabase();
  const database = await openDatabase(databaseUrl, ENTITIES, poolSize);
  let ahead = 0;
  const application: Application = {
    config: {
      ...readConfig({}),
      logLevel: wishes.logTo ? 'trace' : 'silent',
      rateLimit,
      checkpointDirectory,
      checkpointUrl,
      ...config,
    },
    database,
    databaseUrl,
    embeddedDirectory: null,
    pepper: PEPPER,
    signingKey: SIGNING_KEY,
    ...(snapshotDirectory && { snapshots: new SnapshotFile(snapshotDirectory, PEPPER, databaseUrl) }),
    now: () => new Date(Date.now() + ahead),
    close: () => database.close(),
  };
  const server = await createServer(application, wishes);
  const url = await listening(server);
  const doors = doorsOf(application);
  const change = () => doors(operator('test'), 'test').change;
  const key = async (role: string, expiresAt?: Date): Promise<Key> => {
    const made = newApiKey(`${role} of the test`, role, expiresAt);
    await change()(createApiKey, made);
    const client = new Client(url, { authorization: `Bearer ${made.secret}` });
    return { id: made.id, secret: made.secret, client };
  };
  return {
    url,
    databaseUrl,
    application,
    doors: (...roles) => {
      const user = { type: 'USER', id: 'test-user', name: 'Test user', roles } as const;
      return doors({ ...user, authenticatedAt: application.now() }, 'test-request');
    },
    key,
    as: async role => (await key(role)).client,
    anonymous: () => new Client(url),
    signInToken: async (roles = ['administrator']) => {
      const { offer, token } = newOffer('Owner', roles);
      await change()(offerSession, offer);
      return token;
    },
    advance: ms => {
      ahead += ms;
    },
    close: async () => {
      await server.close();
      await database.close();
      await drop();
    },
  };
}

const listening = (server: FastifyInstance): Promise<string> => server.listen({ port: 0, host: '127.0.0.1' });
