import { type DocumentNode, type GraphQLSchema, Kind, OperationTypeNode, validate } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { MACHINE_LIMITS, measured } from './document-limits.js';

/** What models and ESPs ask millions of times, and the facts that they tell by the thousands. */
const HOT: ReadonlyMap<string, OperationTypeNode> = new Map([
  ['assignment', OperationTypeNode.QUERY],
  ['assignments', OperationTypeNode.QUERY],
  ['holdoutStatus', OperationTypeNode.QUERY],
  ['recordExposures', OperationTypeNode.MUTATION],
  ['recordOutcomes', OperationTypeNode.MUTATION],
]);
/** A machine knows a handful of documents; one that writes a new text each time is not served here. */
const MOST_COMPILED = 200;
const LONGEST_TEXT = 4_000;
/** The shortest names: "assignment" is in "assignments" too. */
const NAMES = [...HOT.keys()].filter(
  name => ![...HOT.keys()].some(other => other !== name && name.includes(other)),
);

/** Whether a body can hold a hot question: told from its two ends, before anything is parsed. */
export function isHotText(body: Buffer): boolean {
  if (isHotPart(body.toString('latin1', 0, LONGEST_TEXT))) return true;
  if (body.length <= LONGEST_TEXT) return false;
  return isHotPart(body.toString('latin1', Math.max(LONGEST_TEXT, body.length - LONGEST_TEXT)));
}

const isHotPart = (part: string): boolean => NAMES.some(name => part.includes(name));

/** A query that was parsed, validated and compiled once. */
export interface HotQuery {
  /** The one thing that it asks of the API. */
  readonly operation: string;
  readonly operationName: string | undefined;
  readonly execute: CompiledQuery['query'];
}

/** The hot queries by their text. */
export class CompiledQueries {
  private readonly byText = new Map<string, HotQuery | null>();

  /**
   * @param schema what a query has to be valid by
   * @param compiledBy the same, made to be answered from quickly; its own unless given
   * @param isKnown whether this text may be sent by machines; every text unless given
   */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly compiledBy: GraphQLSchema = schema,
    private readonly isKnown: (text: string) => boolean = () => true,
  ) {}

  /** The compiled query of a text, or null where it is not one of those that are asked all the time. */
  of(text: string): HotQuery | null {
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    if (text.length > LONGEST_TEXT || this.byText.size >= MOST_COMPILED) return null;
    const compiled = this.compiled(text);
    this.byText.set(text, compiled);
    return compiled;
  }

  private compiled(text: string): HotQuery | null {
    const document = this.isKnown(text) ? documentOf(text) : null;
    const hot = document && hotOperation(document);
    if (!hot || validate(this.schema, document).length > 0) return null;
    const compiled = compileQuery(this.compiledBy, document, undefined, { disableLeafSerialization: true });
    if (!isCompiledQuery(compiled)) return null;
    return { ...hot, execute: compiled.query };
  }
}

function documentOf(text: string): DocumentNode | null {
  try {
    return measured(text, MACHINE_LIMITS)?.document ?? null;
  } catch {
    return null;
  }
}

/** The one operation of a document that asks one hot question, or tells hot facts, and nothing else. */
function hotOperation({ definitions }: DocumentNode): Omit<HotQuery, 'execute'> | null {
  const [operation, ...others] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return null;
  const [question, ...more] = operation.selectionSet.selections;
  if (question?.kind !== Kind.FIELD || more.length > 0) return null;
  const { value } = question.name;
  return HOT.get(value) === operation.operation
    ? { operation: value, operationName: operation.name?.value }
    : null;
}
