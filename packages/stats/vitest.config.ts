import { defineConfig } from 'vitest/config';

// The build leaves compiled tests in dist; only the sources are run.
export default defineConfig({ test: { include: ['src/**/*.test.ts'] } });
