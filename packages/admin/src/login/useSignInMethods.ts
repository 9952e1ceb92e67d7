import { useEffect, useState } from 'react';

export interface SignInMethods {
  /** The identity provider, by the name that people know it by. */
  readonly oidc: { readonly name: string } | null;
}

const PASSWORD_ONLY: SignInMethods = { oidc: null };

/** How people can sign in here; by password alone where it cannot be known. */
export async function signInMethods(): Promise<SignInMethods> {
  try {
    const response = await fetch('/auth/methods', { headers: { accept: 'application/json' } });
    return response.ok ? ((await response.json()) as SignInMethods) : PASSWORD_ONLY;
  } catch {
    return PASSWORD_ONLY;
  }
}

/** The same on a page: by password until it is known. */
export function useSignInMethods(): SignInMethods {
  const [methods, setMethods] = useState(PASSWORD_ONLY);
  useEffect(() => {
    let isShown = true;
    void signInMethods().then(known => {
      if (isShown) setMethods(known);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return methods;
}
