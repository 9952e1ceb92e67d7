/** "<Subject>: verbs". What is not listed is not allowed. */
export type Grants = Readonly<Record<string, readonly string[]>>;

/** One verb of one subject. */
export interface Grant {
  readonly subject: string;
  readonly verb: string;
}

export const grantsIn = (grants: readonly Grants[]): Grant[] =>
  grants.flatMap(one =>
    Object.entries(one).flatMap(([subject, verbs]) => verbs.map(verb => ({ subject, verb }))),
  );
