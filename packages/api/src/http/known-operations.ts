import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, type GraphQLSchema, parse, print, validate } from 'graphql';

/** The documents that machines may send: told by what they ask, not by how they are written. */
export class KnownOperations {
  private readonly asked = new Set<string>();
  private readonly byHash = new Map<string, string>();

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const printed = print(parse(text));
      this.asked.add(printed);
      for (const form of [text, text.trim(), printed]) this.byHash.set(sha256(form), text);
    }
  }

  has(document: DocumentNode): boolean {
    return this.asked.has(print(document));
  }

  hasText(text: string): boolean {
    try {
      return this.has(parse(text, { noLocation: true }));
    } catch {
      return false;
    }
  }

  /** The body of a client that sends the hash of a known document, with the document; any other as it is. */
  spelledOut(body: unknown): unknown {
    const { query, extensions, ...others } = (body ?? {}) as Record<string, unknown>;
    const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)
      ?.persistedQuery?.sha256Hash;
    const text = query === undefined && typeof hash === 'string' ? this.byHash.get(hash) : undefined;
    return text === undefined ? body : { ...others, query: text };
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Reads the documents of a directory, one in each `.graphql` file.
 *
 * @throws {Error} naming the file, when one could never be answered
 */
export function knownOperationsIn(directory: string, schema: GraphQLSchema): KnownOperations {
  const names = readdirSync(directory).filter(name => name.endsWith('.graphql'));
  if (names.length === 0) throw new Error(`PROBITY_OPERATIONS: there is no .graphql file in ${directory}`);
  return new KnownOperations(names.map(name => validText(join(directory, name), schema)));
}

function validText(path: string, schema: GraphQLSchema): string {
  const text = readFileSync(path, 'utf8');
  const fault = faultIn(text, schema);
  if (fault !== null) throw new Error(`PROBITY_OPERATIONS: ${path}: ${fault}`);
  return text;
}

function faultIn(text: string, schema: GraphQLSchema): string | null {
  try {
    return validate(schema, parse(text))[0]?.message ?? null;
  } catch (error) {
    return (error as Error).message;
  }
}
