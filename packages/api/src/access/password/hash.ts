import { hash, verify } from '@node-rs/argon2';
import { canonicalPassword } from './password.rules.js';

/** Argon2id, which is the default of the package; the figures are the first choice of OWASP's cheat sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a password that nobody knows: whoever is not there is verified against it, and takes as long. */
export const DECOY =
  '$argon2id$v=19$m=19456,t=2,p=1$nfwdcNAn/rSvvhSWo2xcWg$iYVD6007AFIydkYfrJ8sPK/hhzk6L4GgFqHuKidFur4';

export const hashPassword = (password: string): Promise<string> => hash(canonicalPassword(password), COST);

/** Whether this is the password of the hash. Without a hash the same work is done, and the answer is no. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? DECOY, canonicalPassword(password));
  return isRight && passwordHash !== null;
}
