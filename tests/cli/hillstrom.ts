import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const beside = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));

/** Kevin Hillstrom's e-mail test of 64,000 customers, where the data lie beside the checkout. */
export const HILLSTROM = beside('data/hillstrom.csv');
const VECTORS = beside('vectors/hillstrom_results.json');

export const hasHillstrom = existsSync(HILLSTROM) && existsSync(VECTORS);

interface Adjusted {
  readonly adj_diff: number;
  readonly se: number;
  readonly p_two_sided: number;
  readonly ci95: [number, number];
  readonly variance_reduction: number;
}

/** One comparison as mpmath computes it with 40 digits from the file's decimal text. */
export interface Truth {
  readonly id: string;
  readonly inputs: { readonly column: string; readonly arm_b: string };
  readonly outputs: {
    readonly mean_a: number;
    readonly var_a: number;
    readonly n_a: number;
    readonly mean_b: number;
    readonly var_b: number;
    readonly n_b: number;
    readonly diff_b_minus_a: number;
    readonly se: number;
    readonly p_two_sided: number;
    readonly ci_95: [number, number];
    readonly relative: { readonly lift: number; readonly ci95_delta: [number, number] };
    readonly cuped_history: { readonly within: Adjusted };
  };
}

export const truths = (): Truth[] =>
  (JSON.parse(readFileSync(VECTORS, 'utf8')) as { cases: Truth[] }).cases.filter(
    ({ inputs }) => inputs.arm_b !== undefined,
  );

/** Chi-square of 21307, 21387 and 21306 against thirds. */
export const SAMPLE_RATIO_P = 0.9036929575604196;
