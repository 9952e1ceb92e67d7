import { useTimeAgo } from './time';

/** An instant as people say it, with the exact one in the tooltip and for machines. */
export function Ago({ at, none = '–' }: { at: string | null; none?: string }) {
  const words = useTimeAgo(at);
  if (at === null) return <>{none}</>;
  return (
    <time dateTime={at} title={exactly(at)} style={{ whiteSpace: 'nowrap' }}>
      {words}
    </time>
  );
}

const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });
const SHORT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

const exactly = (at: string): string => EXACT.format(new Date(at));

/** An instant in full. */
export const Instant = ({ at, none = '–' }: { at: string | null; none?: string }) =>
  at === null ? (
    none
  ) : (
    <time dateTime={at} title={exactly(at)}>
      {SHORT.format(new Date(at))}
    </time>
  );
