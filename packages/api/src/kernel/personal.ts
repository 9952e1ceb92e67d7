/** A value that tells who somebody is: the audit log keeps it where it can be erased, and a commitment in its place. */
export class Personal {
  constructor(readonly value: string) {}
}

/** Marks a name or an address in an audit view. */
export const personal = (value: string): Personal => new Personal(value);
