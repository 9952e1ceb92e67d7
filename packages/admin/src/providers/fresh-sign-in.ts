import { ApiError } from './errors';

/** Asks the reader to prove again who they are; false where they would rather not. */
type Ask = () => Promise<boolean>;

let ask: Ask | null = null;

/** Told by the dialog that asks, for as long as it is on the page. */
export function asksBy(asker: Ask): () => void {
  ask = asker;
  return () => {
    if (ask === asker) ask = null;
  };
}

/** Does what may need a fresh sign-in: where it does, asks for one and does it once more. Nothing typed is lost. */
export async function withFreshSignIn<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const isStale = error instanceof ApiError && error.code === 'STEP_UP_REQUIRED';
    if (!isStale || ask === null || !(await ask())) throw error;
    return act();
  }
}
