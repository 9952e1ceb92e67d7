import type { Context } from '../context.js';
import { type FactTable, append } from '../kernel/ingest.js';

type Facts = Pick<Context, 'facts' | 'now'>;

const TOTP_USES: FactTable<{ user_id: string; step: number; used_at: Date }> = {
  name: 'totp_uses',
  columns: { user_id: 'uuid', step: 'bigint', used_at: 'timestamptz' },
  key: ['user_id', 'step'],
};

const RECOVERY_CODE_USES: FactTable<{ user_id: string; code_hash: string; used_at: Date }> = {
  name: 'recovery_code_uses',
  columns: { user_id: 'uuid', code_hash: 'text', used_at: 'timestamptz' },
  key: ['user_id', 'code_hash'],
};

/** Uses up the code of a step; false where it was used before, whoever saw it. */
export const useStep = async ({ facts, now }: Facts, userId: string, step: number): Promise<boolean> =>
  (await append(facts, TOTP_USES, [{ user_id: userId, step, used_at: now() }])) === 1;

export const useRecoveryCode = async (
  { facts, now }: Facts,
  userId: string,
  hash: string,
): Promise<boolean> =>
  (await append(facts, RECOVERY_CODE_USES, [{ user_id: userId, code_hash: hash, used_at: now() }])) === 1;
