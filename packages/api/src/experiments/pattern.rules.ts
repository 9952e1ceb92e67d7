/** The longest regular expression taken; and how often it may repeat without an end, or leave a choice at all. */
const LONGEST_PATTERN = 200;
const MOST_ENDLESS = 3;
const MOST_FORKS = 8;

/** How many compiled patterns are kept at most; then all are forgotten. */
const MOST_KEPT = 500;

const kept = new Map<string, RegExp | null>();

/** A compiled regular expression, or null where there is none of this text. The same text is compiled once. */
export function compiledPattern(source: unknown, flags: '' | 'i'): RegExp | null {
  if (typeof source !== 'string') return null;
  const key = `${flags}/${source}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const pattern = compiled(source, flags);
  kept.set(key, pattern);
  return pattern;
}

function compiled(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}

/**
 * Why a regular expression is not taken, or null when it can be. One attribute of a recipient must not be able to
 * stop a send: a repetition of what is itself repeated or a choice takes exponential time on a text made for it.
 */
export function patternFault(source: string): string | null {
  if (source.length > LONGEST_PATTERN) return `longer than ${LONGEST_PATTERN} characters`;
  if (compiled(source, '') === null) return 'not a regular expression';
  return repetitionFault(source);
}

const TOKEN =
  /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<?[=!]|:|<[^>]*>))?|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gs;
const REPETITION = /^(?:[*+?]|\{\d)/;
const AT_MOST_ONCE = /^(?:\?|\{[01](?:,1)?\})/;
const ENDLESS = /^(?:[*+]|\{\d+,\})/;
const EXACT = /^\{\d+\}/;

/** What stands in a group, or in the whole, that a matcher can read in more than one way. */
interface Group {
  varies: boolean;
  chooses: boolean;
}

function repetitionFault(source: string): string | null {
  const open: Group[] = [];
  let group: Group = { varies: false, chooses: false };
  let closed: Group | null = null;
  let forks = 0;
  let endless = 0;
  for (const [token] of source.matchAll(TOKEN)) {
    const last = closed;
    closed = null;
    if (token.startsWith('(')) {
      open.push(group);
      group = { varies: false, chooses: false };
    } else if (token === ')') {
      closed = group;
      group = open.pop() ?? group;
      group.varies ||= closed.varies;
    } else if (token === '|') {
      // A choice between whole patterns is made once; one in a group multiplies with the others.
      if (open.length > 0 && !group.chooses) forks += 1;
      group.chooses = true;
      group.varies = true;
    } else if (REPETITION.test(token)) {
      if (last?.varies && !AT_MOST_ONCE.test(token)) return 'a repetition of a repetition or of a choice';
      group.varies = true;
      if (!EXACT.test(token)) forks += 1;
      if (ENDLESS.test(token)) endless += 1;
    }
  }
  if (endless > MOST_ENDLESS) return `of more than ${MOST_ENDLESS} repetitions without an end`;
  return forks > MOST_FORKS ? `of more than ${MOST_FORKS} repetitions and choices` : null;
}
