import { useState } from 'react';

/** A form over a record: what nobody has touched follows the record when it is read again. */
export function useTyped<Form extends object>(record: Form) {
  const [typed, setTyped] = useState<Partial<Form>>({});
  const set = (change: Partial<Form>) => setTyped(known => ({ ...known, ...change }));
  return { form: { ...record, ...typed }, set, forget: () => setTyped({}) };
}
