import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Import, importsOf, sourceFiles } from './support/sources.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which room may enter which others, by their index.ts. Read from the bottom up: the last knows the most. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  // What is hashed of an entry is told by the audit's rules: the door that writes it must know.
  kernel: ['postgres', 'audit'],
  postgres: [],
  audit: ['kernel', 'alerts'],
  access: ['kernel'],
  suppressions: ['kernel'],
  // What an outcome says of later messages is stored with it.
  metrics: ['kernel', 'suppressions'],
  layers: ['kernel'],
  experiments: ['kernel', 'metrics', 'layers'],
  holdouts: ['kernel', 'experiments'],
  jurisdictions: ['kernel'],
  consent: ['kernel', 'jurisdictions', 'suppressions'],
  alerts: ['kernel'],
  assignment: ['kernel', 'experiments', 'holdouts', 'layers', 'alerts'],
  results: ['kernel', 'experiments', 'metrics'],
  decisions: ['kernel', 'experiments', 'results'],
  http: ['kernel', 'access', 'assignment', 'audit', 'metrics'],
};

/** The rooms that compose the others may enter all of them. */
const COMPOSITION = ['', 'cli', 'dev'];

/** Who alone may import what, at run time. */
const RESERVED: readonly { readonly what: RegExp; readonly where: RegExp }[] = [
  { what: /^typeorm$/, where: /(\.entity|\.commands|\.queries)\.ts$|^packages\/api\/src\/kernel\// },
  {
    what: /^@casl\/ability/,
    where: /^packages\/api\/src\/(access\/ability|kernel\/permission)\.ts$|^packages\/admin\//,
  },
  { what: /^jstat$/, where: /^packages\/stats\/src\/distributions\/index\.ts$/ },
  {
    what: /^type-graphql$/,
    where: /(\.entity|\.enums|\.inputs|\.resolver)\.ts$|^packages\/api\/src\/(kernel\/|schema\.ts)/,
  },
  { what: /^openid-client$/, where: /^packages\/api\/src\/access\/oidc-client\.ts$/ },
  { what: /^@apollo\/server/, where: /^packages\/api\/src\/(http\/|kernel\/format-error\.ts)/ },
];

/** What may be written only in one place. */
const WRITTEN: readonly { readonly what: RegExp; readonly where: RegExp; readonly name: string }[] = [
  { name: 'process.env', what: /process\.env/, where: /^packages\/api\/src\/config\.ts$/ },
  { name: 'new DataSource', what: /new DataSource\b/, where: /^packages\/api\/src\/kernel\/database\.ts$/ },
  {
    name: 'the present',
    what: /new Date\(\)|Date\.now\(\)/,
    where: /^packages\/api\/src\/(kernel\/clock|postgres\/.*|cli\/.*)\.ts$/,
  },
  {
    name: 'the writable connection',
    what: /\.writer\b/,
    where:
      /^packages\/api\/src\/kernel\/(command|ingest|database|awaited-database|reading|sequencing|forgetting|secret-row)\.ts$/,
  },
  { name: 'chance', what: /Math\.random/, where: /^$/ },
];

const BANNED_NAMES = /(^|[/.-])(utils?|helpers?|misc|common|shared|services?|managers?)([/.-]|$)/;
const PURE = /\.rules\.ts$/;
const MOST_LINES = 300;

const product = sourceFiles(root, ['packages']).filter(
  path => !/\.test\.tsx?$|\/generated\/|\.stories\./.test(path),
);
const api = product.filter(path => path.startsWith('packages/api/src/'));
const linesOf = (path: string): number => readFileSync(join(root, path), 'utf8').split('\n').length - 1;

const roomOf = (path: string): string => {
  const [first = '', ...rest] = relative('packages/api/src', path).split('/');
  return rest.length === 0 ? '' : first;
};

const target = (path: string, { from }: Import): string =>
  relative(root, resolve(root, dirname(path), from.replace(/\.js$/, '.ts')));

describe('the house', () => {
  it('enters a room by its front door, and only the rooms that the plan allows', () => {
    const trespasses = api.flatMap(path =>
      importsOf(join(root, path))
        .filter(one => one.from.startsWith('.') && !one.isTypeOnly)
        .map(one => ({ path, to: target(path, one) }))
        .filter(({ to }) => !mayEnter(path, to)),
    );

    expect(trespasses).toEqual([]);
  });

  it('keeps rules pure: they import rules, errors, hashes, receipts and statistics, and nothing else', () => {
    const allowed =
      /\.rules\.ts$|kernel\/(errors|receipt|recipient|recipient-key|content-hash|signed-note)\.ts$/;
    // It looks nothing up: it tells addresses and networks apart.
    const isOfAddresses = (path: string, { from }: Import) =>
      from === 'node:net' && path === 'packages/api/src/access/address.rules.ts';
    const impure = api
      .filter(path => PURE.test(path))
      .flatMap(path => importsOf(join(root, path)).map(one => ({ path, one })))
      .filter(({ path, one }) => !one.isTypeOnly && !isOfAddresses(path, one))
      .filter(({ one }) => one.from !== '@probity/stats')
      .filter(({ path, one }) => !(one.from.startsWith('.') && allowed.test(target(path, one))))
      .map(({ path, one }) => `${path} imports ${one.from}`);

    expect(impure).toEqual([]);
  });

  it('lets one place alone import what is reserved to it', () => {
    const misplaced = product.flatMap(path =>
      importsOf(join(root, path))
        .filter(one => !one.isTypeOnly)
        .filter(one => RESERVED.some(({ what, where }) => what.test(one.from) && !where.test(path)))
        .map(one => `${path} imports ${one.from}`),
    );

    expect(misplaced).toEqual([]);
  });

  it('reads the environment, the clock and chance, and writes to the database, in one place each', () => {
    const misplaced = api.flatMap(path => {
      const text = readFileSync(join(root, path), 'utf8');
      return WRITTEN.filter(({ what, where }) => what.test(text) && !where.test(path)).map(
        ({ name }) => `${path}: ${name}`,
      );
    });

    expect(misplaced).toEqual([]);
  });

  it('keeps packages apart: statistics know nothing of ours, and the admin knows only the schema', () => {
    const ours = /@probity\/|\.\.\/\.\.\/(api|admin|stats)\//;
    const crossings = product
      .filter(path => /^packages\/(stats|admin)\//.test(path))
      .flatMap(path =>
        importsOf(join(root, path))
          .filter(({ from }) => ours.test(from))
          .map(({ from }) => `${path} imports ${from}`),
      );

    expect(crossings).toEqual([]);
  });

  it('lets a foreign process evaluate assignments without any dependency', () => {
    const reached = reachedFrom('packages/api/src/assignment/evaluator.ts');
    const packages = reached.flatMap(path =>
      importsOf(join(root, path))
        .filter(one => !one.isTypeOnly && !one.from.startsWith('.'))
        .map(({ from }) => `${path} imports ${from}`),
    );

    expect(reached).toContain('packages/api/src/experiments/condition.rules.ts');
    expect(packages).toEqual([]);
  });

  it('has no file over 300 lines, half of them at most 60', () => {
    const sizes = product.map(path => ({ path, lines: linesOf(path) })).toSorted((a, b) => a.lines - b.lines);

    expect(sizes.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(60);
  });

  it('gives no room a name that says nothing of what does not belong in it', () => {
    expect(
      [...product, ...sourceFiles(root, ['tests'])].filter(path =>
        BANNED_NAMES.test(path.replace('node_modules', '')),
      ),
    ).toEqual([]);
  });
});

/** The files that run when this one does. */
function reachedFrom(first: string): string[] {
  const reached = [first];
  for (const path of reached) {
    const next = importsOf(join(root, path))
      .filter(one => !one.isTypeOnly && one.from.startsWith('.'))
      .map(one => target(path, one));
    reached.push(...new Set(next.filter(one => !reached.includes(one))));
  }
  return reached;
}

function mayEnter(path: string, to: string): boolean {
  const [from, into] = [roomOf(path), roomOf(to)];
  if (from === into || COMPOSITION.includes(from)) return true;
  if (into === '') return /\.(resolver)\.ts$/.test(path) || from === 'http';
  if (!(ROOMS[from] ?? []).includes(into)) return false;
  if (from === 'kernel' && into === 'audit') return to.endsWith('.rules.ts');
  // The kernel is not a room but the floor: every file of it may be stood upon. Rules may read rules of a room below.
  return into === 'kernel' || to.endsWith('/index.ts') || to.endsWith('.rules.ts');
}
