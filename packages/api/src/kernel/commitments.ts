import { randomBytes } from 'node:crypto';
import { commitment } from '../audit/record.rules.js';
import { Personal } from './personal.js';
import { unstorable } from './postgres-errors.js';

export interface PersonalValue {
  readonly place: string;
  readonly salt: string;
  readonly value: string;
}

/** A text as PostgreSQL stores it: half a surrogate pair is no character. */
export const storable = (text: string): string => text.toWellFormed();

function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw unstorable();
}

const token = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Puts commitments in the place of personal values, and keeps what they commit to. One value has one salt in an entry. */
export class Commitments {
  readonly values: PersonalValue[] = [];
  private readonly salts = new Map<string, string>();

  text(place: string, content: string | Personal): string {
    return content instanceof Personal ? this.committed(place, storable(content.value)) : storable(content);
  }

  /** The view as JSON tells it. */
  view(place: string, content: unknown): unknown {
    const told: unknown = JSON.parse(JSON.stringify(this.replaced(place, content)) ?? 'null');
    return told;
  }

  private committed(place: string, value: string): string {
    const salt = this.salts.get(value) ?? randomBytes(16).toString('hex');
    this.salts.set(value, salt);
    this.values.push({ place, salt, value });
    return commitment(salt, value);
  }

  private replaced(place: string, content: unknown): unknown {
    if (content instanceof Personal) return this.committed(place, storable(content.value));
    if (Array.isArray(content)) return content.map((one, index) => this.replaced(`${place}/${index}`, one));
    if (typeof content === 'string') return wellFormed(content);
    if (typeof content !== 'object' || content === null || 'toJSON' in content) return content;
    const parts = Object.entries(content);
    return Object.fromEntries(
      parts.map(([name, one]) => [name, this.replaced(`${place}/${token(wellFormed(name))}`, one)]),
    );
  }
}
