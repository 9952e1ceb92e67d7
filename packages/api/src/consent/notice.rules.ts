import { secretHash } from '../kernel/content-hash.js';
import { badInput } from '../kernel/errors.js';
import type { Purpose } from '../kernel/purpose.js';
import type { ConsentNotice } from './notice.entity.js';
import type { NoticeMechanism } from './notice.enums.js';

const LONGEST_TEXT = 20_000;

export interface NoticeDraft {
  readonly key: string;
  readonly locale: string;
  readonly mechanism: `${NoticeMechanism}`;
  readonly purposes: readonly `${Purpose}`[];
  readonly text: string;
}

/** The next version of a notice. The text is kept as it is, to the last blank: its hash is what binds it. */
export function publish(
  blank: Readonly<ConsentNotice>,
  { locale, mechanism, purposes, text }: NoticeDraft,
  versions: number,
  now: Date,
): ConsentNotice {
  if (text.trim() === '' || text.length > LONGEST_TEXT)
    throw badInput('text', `the text of a notice has 1 to ${LONGEST_TEXT} characters`);
  if (!text.isWellFormed() || text.includes('\0'))
    throw badInput('text', 'the text holds a character that cannot be stored');
  if (purposes.length === 0) throw badInput('purposes', 'a notice asks for at least one purpose');
  return {
    ...blank,
    noticeVersion: versions + 1,
    locale: localeFrom(locale),
    mechanism: mechanism as NoticeMechanism,
    purposes: [...new Set(purposes)].toSorted() as Purpose[],
    text,
    textHash: secretHash(text),
    publishedAt: now,
  };
}

function localeFrom(input: string): string {
  try {
    const [locale = ''] = Intl.getCanonicalLocales(input);
    if (locale.length <= 35 && locale !== '') return locale;
  } catch {
    // Said below.
  }
  throw badInput('locale', 'a locale is a tag of BCP 47 such as de or en-GB');
}
