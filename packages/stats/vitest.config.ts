import { defineConfig } from 'vitest/config';

// The build leaves compiled tests in dist; only the sources are run.
// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default defineConfig({ test: { include: ['src/**/*.test.ts'] } });
