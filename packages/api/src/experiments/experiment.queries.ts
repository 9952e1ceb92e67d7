import { type EntityManager, type FindOptionsWhere, ILike, In, IsNull, Not } from 'typeorm';
import { permittedRows } from '../kernel/permitted-rows.js';
import { type Look, type PageRequest, one, page, permitRead } from '../kernel/query.js';
import { containing } from '../kernel/search.js';
import { Experiment } from './experiment.entity.js';
import type { AssignmentSource, ExperimentStatus } from './experiment.enums.js';

export interface ExperimentQuestion {
  readonly q?: string | null;
  readonly status?: readonly ExperimentStatus[] | null;
  readonly assignmentSource?: AssignmentSource | null;
  readonly market?: string | null;
  readonly channel?: string | null;
  readonly layerKey?: string | null;
  readonly keys?: readonly string[] | null;
}

const COLUMNS = {
  KEY: 'key',
  NAME: 'name',
  STATUS: 'status',
  CREATED_AT: 'createdAt',
  STARTED_AT: 'startedAt',
} as const;

export function experiments(look: Look, question: ExperimentQuestion, request: PageRequest) {
  permitRead(look, 'Experiment');
  const { q, status, assignmentSource, market, channel, layerKey, keys } = question;
  const criteria: FindOptionsWhere<Experiment> = {};
  if (status?.length) criteria.status = In([...status]);
  if (assignmentSource) criteria.assignmentSource = assignmentSource;
  if (market) criteria.market = market;
  if (channel) criteria.channel = channel;
  if (layerKey) criteria.layerKey = layerKey;
  if (keys) criteria.key = In([...keys]);
  const where = q
    ? ['key', 'name', 'hypothesis'].map(column => ({ ...criteria, [column]: ILike(containing(q)) }))
    : criteria;
  return page(look, Experiment, where, COLUMNS, request);
}

export function experiment(look: Look, key: string): Promise<Experiment | null> {
  permitRead(look, 'Experiment');
  return one(look, Experiment, { key });
}

/** Every experiment that was ever started: what plans are compiled from. */
export const startedExperiments = (manager: EntityManager): Promise<Experiment[]> =>
  manager.find(Experiment, {
    where: { startedAt: Not(IsNull()) },
    order: { key: 'ASC' },
  });

/** Which of these keys are those of experiments that the caller may read. */
export async function experimentKeysIn(
  reader: Pick<Look, 'manager' | 'ability'>,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const named = { select: { id: true, key: true }, where: { key: In([...keys]) } } as const;
  const found = await permittedRows(reader, Experiment, named).getMany();
  return new Set(found.map(({ key }) => key));
}
