import { randomBytes, randomUUID } from 'node:crypto';
import { v5, v7 } from 'uuid';

/** A new primary key: UUID version 7, so that rows sort by the time of their making. */
export const newId = (): string => v7();

/** The id of what has a name and no row of its own: the same for the same name. */
export const namedId = (name: string): string => v5(name, v5.URL);

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text has the form of a primary key. PostgreSQL takes no other where an id is asked for. */
export const isId = (text: string): boolean => ID.test(text);

/** A new hashing seed: random and never reused, so that no two experiments correlate. */
export const newSeed = (): string => randomUUID();

/** A new secret of 256 bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
