import type { AuditCheckQuery, AuditRootCheckQuery } from '../generated/graphql';
import type { Extension } from './extension';

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
  | {
      readonly state: 'DONE';
      readonly checked: number;
      readonly total: number;
      readonly root: Root;
      /** Not asked for where the root is wrong. */
      readonly extension: Extension | null;
    };

export interface Questions {
  readonly stretch: (from: number, count: number) => Promise<Stretch>;
  readonly root: () => Promise<Root>;
  readonly extension: () => Promise<Extension>;
}

/**
 * Has the log hashed again from its first entry to its last, then its root compared, then the past that was seen before;
 * tells how far it is after each stretch.
 */
export async function* walkLog({ stretch, root, extension }: Questions): AsyncGenerator<Walk, void> {
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
      const found = await root();
      yield {
        state: 'DONE',
        checked,
        total,
        root: found,
        extension: found.what === null ? await extension() : null,
      };
      return;
    }
    yield { state: 'WALKING', checked, total };
  }
}
