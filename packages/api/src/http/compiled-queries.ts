import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';

/** The questions that models and ESPs ask millions of times. None of them writes. */
const HOT = new Set(['assignment', 'assignments', 'holdoutStatus']);
/** A machine knows a handful of documents; one that writes a new text each time is not served here. */
const MOST_COMPILED = 200;
const LONGEST_TEXT = 4_000;
/** The shortest names: "assignment" is in "assignments" too. */
const NAMES = [...HOT].filter(name => ![...HOT].some(other => other !== name && name.includes(other)));

/** Whether a body can hold a hot question: told from its two ends, before anything is parsed. */
export function isHotText(body: Buffer): boolean {
  if (isHotPart(body.toString('latin1', 0, LONGEST_TEXT))) return true;
  if (body.length <= LONGEST_TEXT) return false;
  return isHotPart(body.toString('latin1', Math.max(LONGEST_TEXT, body.length - LONGEST_TEXT)));
}

const isHotPart = (part: string): boolean => NAMES.some(name => part.includes(name));

/** A query that was parsed, validated and compiled once. */
export interface HotQuery {
  readonly operationName: string | undefined;
  readonly execute: CompiledQuery['query'];
}

/** The hot queries by their text. */
export class CompiledQueries {
  private readonly byText = new Map<string, HotQuery | null>();

  /**
   * @param schema what a query has to be valid by
   * @param compiledBy the same, made to be answered from quickly; its own unless given
   */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly compiledBy: GraphQLSchema = schema,
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
    const document = documentOf(text);
    const operation = document && hotOperation(document);
    if (!operation || validate(this.schema, document).length > 0) return null;
    const compiled = compileQuery(this.compiledBy, document, undefined, { disableLeafSerialization: true });
    if (!isCompiledQuery(compiled)) return null;
    return { operationName: operation.name?.value, execute: compiled.query };
  }
}

function documentOf(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return null;
  }
}

/** The one query of a document that asks one hot question and nothing else. */
function hotOperation({ definitions }: DocumentNode): OperationDefinitionNode | null {
  const [operation, ...others] = definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return null;
  if (operation.operation !== OperationTypeNode.QUERY) return null;
  const [question, ...more] = operation.selectionSet.selections;
  const isHot = question?.kind === Kind.FIELD && HOT.has(question.name.value);
  return isHot && more.length === 0 ? operation : null;
}
