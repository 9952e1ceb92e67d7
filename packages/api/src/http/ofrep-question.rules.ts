/** What an OFREP client asks about. */
export interface OfrepQuestion {
  readonly recipientKey: string;
  readonly householdKey: string | null;
  /** The rest of what is known of the recipient. */
  readonly context: Readonly<Record<string, unknown>>;
}

export type OfrepErrorCode =
  | 'FLAG_NOT_FOUND'
  | 'TARGETING_KEY_MISSING'
  | 'INVALID_CONTEXT'
  | 'PARSE_ERROR'
  | 'GENERAL';

/** What an OFREP client is told instead of an answer. */
export class OfrepError extends Error {
  override readonly name = 'OfrepError';

  constructor(
    readonly status: number,
    readonly errorCode: OfrepErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** Reads the body of a request. The targeting key is the recipient key; a household key goes beside it. */
export function ofrepQuestion(body: unknown): OfrepQuestion {
  if (!isRecord(body)) throw new OfrepError(400, 'PARSE_ERROR', 'the body is an object with a context');
  const context = body['context'] ?? {};
  if (!isRecord(context)) throw new OfrepError(400, 'INVALID_CONTEXT', 'the context is an object');
  const { targetingKey = '', householdKey = null, ...rest } = context;
  if (targetingKey === null || (typeof targetingKey === 'string' && targetingKey.trim() === '')) {
    throw new OfrepError(
      400,
      'TARGETING_KEY_MISSING',
      'the targeting key of the context is the recipient key',
    );
  }
  if (typeof targetingKey !== 'string') {
    throw new OfrepError(400, 'INVALID_CONTEXT', 'the targeting key is a text');
  }
  if (householdKey !== null && typeof householdKey !== 'string') {
    throw new OfrepError(400, 'INVALID_CONTEXT', 'the household key is a text');
  }
  return { recipientKey: targetingKey, householdKey, context: rest };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
