import { useLogoutIfAccessDenied, useNotify } from 'ra-core';
import { useEffect, useRef, useState } from 'react';
import { type ApiError, asApiError } from '../providers/errors';
import { withFreshSignIn } from '../providers/fresh-sign-in';
import { type ExportWishes, exportName, exportedLog, save } from './log-download';

/** Downloads the log; tells whether there is a file. */
export function useExport() {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<ApiError | null>(null);
  const running = useRef<AbortController | null>(null);
  const notify = useNotify();
  const logoutIfDenied = useLogoutIfAccessDenied();
  useEffect(() => () => running.current?.abort(), []);

  const download = async (wishes: ExportWishes): Promise<boolean> => {
    const control = new AbortController();
    running.current = control;
    setBusy(true);
    setTrouble(null);
    try {
      const file = await withFreshSignIn(() => exportedLog(wishes, control.signal));
      save(file, exportName(wishes, new Date()));
      notify('The log is exported.', { type: 'success' });
      return true;
    } catch (thrown) {
      if (control.signal.aborted) return false;
      setTrouble(asApiError(thrown));
      await logoutIfDenied(thrown);
      return false;
    } finally {
      setBusy(false);
    }
  };

  return { isBusy, trouble, download, cancel: () => running.current?.abort() };
}
