import { useLogoutIfAccessDenied, useNotify, useRefresh } from 'ra-core';
import { useState } from 'react';
import { type ApiError, asApiError } from './errors';
import { withFreshSignIn } from './fresh-sign-in';

/** What a stale screen leads to: the record is read again, so that the next attempt sees what is true. */
const STALE = new Set(['CONFLICT', 'NOT_FOUND', 'RULE_VIOLATED']);

/** Sends one command, and tells how it went: null, or what went wrong. Nothing is shown as done before the server says so. */
export function useCommand() {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const notify = useNotify();
  const refresh = useRefresh();
  const logoutIfDenied = useLogoutIfAccessDenied();

  const run = async (act: () => Promise<unknown>, done: string | null): Promise<ApiError | null> => {
    setBusy(true);
    setTrouble(null);
    try {
      await withFreshSignIn(act);
      // Some screens say it themselves.
      if (done !== null) notify(done, { type: 'success' });
      setBusy(false);
      refresh();
      return null;
    } catch (thrown) {
      const error = asApiError(thrown);
      setTrouble(error);
      setBusy(false);
      // The dialog may close itself when the record is read again, so this is said outside it too.
      if (error.code === 'CONFLICT') notify(error.explanation.title, { type: 'warning' });
      if (STALE.has(error.code)) refresh();
      await logoutIfDenied(thrown);
      return error;
    }
  };

  return { run, isBusy, trouble };
}
