import { useEffect, useState } from 'react';
import { AccountDocument } from '../generated/graphql';
import { signInMethods } from '../login/useSignInMethods';
import { request } from '../providers/client';
import { type ApiError, asApiError } from '../providers/errors';
import { type WayToProve, wayToProve } from './way-to-prove';

interface Known {
  readonly way: WayToProve | null;
  readonly trouble: ApiError | null;
}

const UNKNOWN: Known = { way: null, trouble: null };

/** How the reader can prove again who they are, asked anew each time: accounts change. */
export function useWayToProve(): Known {
  const [known, setKnown] = useState(UNKNOWN);
  useEffect(() => {
    let isShown = true;
    const tell = (found: Known) => {
      if (isShown) setKnown(found);
    };
    Promise.all([request(AccountDocument, {}), signInMethods()])
      .then(([{ viewer }, methods]) => tell({ way: wayToProve(viewer, methods), trouble: null }))
      .catch((error: unknown) => tell({ way: null, trouble: asApiError(error) }));
    return () => {
      isShown = false;
    };
  }, []);
  return known;
}
