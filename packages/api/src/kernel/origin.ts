/** Where a request comes from, as far as the audit log tells. */
export interface Origin {
  /** The address of the client. */
  readonly ip: string | null;
  /** The name of the GraphQL operation, once it is known. */
  operation: string | null;
}

/** Of what was not asked over the network. */
export const NO_ORIGIN: Origin = Object.freeze({ ip: null, operation: null });
