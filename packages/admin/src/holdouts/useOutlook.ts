import { useGetOne } from 'ra-core';
import { useEffect, useState } from 'react';
import type { HoldoutOutlookQuery } from '../generated/graphql';
import type { Prospect } from './prospect';

export type Outlook = HoldoutOutlookQuery['holdoutOutlook'];

const PAUSE_MS = 300;

/** What a holdout would be able to see, asked when typing pauses. The last answer stays until there is another. */
export function useOutlook(prospect: Prospect | null) {
  const id = prospect === null ? '' : Object.values(prospect).join('/');
  const settled = useSettled(id);
  const [sizeBp = 0, listSize = 0, baseRate = 0] = settled.split('/').map(Number);
  const asked = { id: settled, meta: { prospect: { sizeBp, listSize, baseRate } } };
  const { data, error, isPlaceholderData } = useGetOne<Outlook & { id: string }>('outlooks', asked, {
    enabled: settled !== '',
    placeholderData: previous => previous,
  });
  const isStale = settled !== id || isPlaceholderData === true;
  return id === '' ? { isStale: false } : { outlook: data, error, isStale };
}

/** A text as it was when it last stayed the same for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
