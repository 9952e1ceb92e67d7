export type FindingStatus = 'ok' | 'warn' | 'fail';

/** What one look at the installation found. `advice` says what to do about it, and is empty when all is well. */
export interface Finding {
  readonly name: string;
  readonly status: FindingStatus;
  readonly detail: string;
  readonly advice: string;
}

type Seen = Omit<Finding, 'name'>;

export const ok = (detail: string): Seen => ({ status: 'ok', detail, advice: '' });
export const warn = (detail: string, advice: string): Seen => ({ status: 'warn', detail, advice });
export const fail = (detail: string, advice: string): Seen => ({ status: 'fail', detail, advice });

/** Looks, and takes a look that is not possible for a failure: one of them must not hide the others. */
export async function look(name: string, at: () => Seen | Promise<Seen>): Promise<Finding> {
  try {
    return { name, ...(await at()) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      name,
      ...fail(message || 'the check itself failed', 'correct that and run probity doctor again'),
    };
  }
}
