import { CliError } from './cli-error.js';
import { EXIT } from './exit-code.js';

const INTERRUPTED = new CliError('interrupted', 'interrupted', EXIT.interrupted);

/** The first SIGINT or SIGTERM asks to stop in order; the second ends the process at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(INTERRUPTED);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return controller.signal;
}

export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** The work's result, or INTERRUPTED as soon as the signal says so: what holds resources is then closed in order. */
export function unlessInterrupted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const interrupted = aborted(signal).then(() => {
    throw INTERRUPTED;
  });
  return Promise.race([work, interrupted]);
}
