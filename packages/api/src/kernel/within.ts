import { unavailable } from './postgres-errors.js';

/** The result, or UNAVAILABLE when it does not come in time: a database that is frozen or cut off says nothing at all. */
export function within<T>(ms: number, result: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(unavailable()), ms);
    result.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
