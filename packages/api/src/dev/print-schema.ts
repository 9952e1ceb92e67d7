import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildProbitySchema } from '../schema.js';

const path = fileURLToPath(new URL('../../schema.graphql', import.meta.url));
writeFileSync(path, `${printSchema(lexicographicSortSchema(buildProbitySchema()))}\n`);
