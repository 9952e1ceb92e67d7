import type { AuditCheckQuery, AuditRootCheckQuery } from '../generated/graphql';

type Stretch = AuditCheckQuery['auditCheck'];
type Root = AuditRootCheckQuery['auditRootCheck'];
type FirstBad = NonNullable<Stretch['firstBad']>;

/** Some seconds of the server's work at most, so that a reader can stop in between. */
export const STRETCH = 5000;

/** How far a check of the whole log has come. */
export type Walk =
  | { readonly state: 'WALKING'; readonly checked: number; readonly total: number }
  | { readonly state: 'ROOT'; readonly checked: number; readonly total: number }
  | { readonly state: 'BAD'; readonly checked: number; readonly total: number; readonly firstBad: FirstBad }
  | { readonly state: 'DONE'; readonly checked: number; readonly total: number; readonly root: Root };

export interface Questions {
  readonly stretch: (from: number, count: number) => Promise<Stretch>;
  readonly root: () => Promise<Root>;
}

/** Has the log hashed again from its first entry to its last, then its root; tells how far it is after each stretch. */
export async function* walkLog({ stretch, root }: Questions): AsyncGenerator<Walk, void> {
  let checked = 0;
  for (;;) {
    const { checked: more, total, firstBad } = await stretch(checked, STRETCH);
    checked += more;
    if (firstBad) {
      yield { state: 'BAD', checked, total, firstBad };
      return;
    }
    // What came in meanwhile is checked as well; a stretch without an entry is the end, whatever the total says.
    if (checked >= total || more === 0) {
      yield { state: 'ROOT', checked, total };
      yield { state: 'DONE', checked, total, root: await root() };
      return;
    }
    yield { state: 'WALKING', checked, total };
  }
}
