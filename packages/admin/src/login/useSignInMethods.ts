import { useEffect, useState } from 'react';

export interface SignInMethods {
  /** The identity provider, by the name that people know it by. */
  readonly oidc: { readonly name: string } | null;
}

const PASSWORD_ONLY: SignInMethods = { oidc: null };

/** How people can sign in here. Until it is known, and where it cannot be, by password. */
export function useSignInMethods(): SignInMethods {
  const [methods, setMethods] = useState(PASSWORD_ONLY);
  useEffect(() => {
    let isShown = true;
    const ask = async () => {
      const response = await fetch('/auth/methods', { headers: { accept: 'application/json' } });
      if (response.ok && isShown) setMethods((await response.json()) as SignInMethods);
    };
    ask().catch(() => {});
    return () => {
      isShown = false;
    };
  }, []);
  return methods;
}
