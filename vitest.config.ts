import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The same order on every machine and in every run: by path, not by what took long or failed last time. */
class ByPath extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1));
  }
}

const withPostgres = { globalSetup: ['tests/support/global-setup.ts'] };

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default defineConfig({
  // The entities' decorators are the legacy ones; vitest sees no tsconfig for files outside its `include`.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: false } },
  // Else vite resolves graphql to its ES modules and node, for type-graphql, to the others: two copies, which refuse each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: ByPath, shuffle: false, concurrent: false },
    projects: [
      { extends: true, test: { name: 'stats', include: ['packages/stats/src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'api',
          include: ['packages/api/src/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/browser/**'],
          ...withPostgres,
        },
      },
      { extends: true, test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], ...withPostgres } },
      { extends: true, test: { name: 'admin', include: ['packages/admin/src/**/*.test.{ts,tsx}'] } },
    ],
  },
});
