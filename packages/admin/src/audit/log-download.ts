import { ApiError, type GraphQLFault, unreachable } from '../providers/errors';

export type ExportFormat = 'jsonl' | 'cloudevents' | 'ocsf';

export interface ExportWishes {
  readonly format: ExportFormat;
  readonly isPersonal: boolean;
}

/** In what form the log is taken away, and what for. */
export const FORMATS: readonly {
  readonly id: ExportFormat;
  readonly name: string;
  readonly use: string;
}[] = [
  {
    id: 'jsonl',
    name: 'JSON lines',
    use: 'The records as they were hashed: what “probity audit verify” takes.',
  },
  { id: 'cloudevents', name: 'CloudEvents', use: 'One event a line, for what passes events on.' },
  { id: 'ocsf', name: 'OCSF', use: 'API activity, for systems that watch over security.' },
];

export const exportAddress = ({ format, isPersonal }: ExportWishes): string =>
  `/audit/export?${new URLSearchParams({ format, ...(isPersonal && { personal: '1' }) }).toString()}`;

export const exportName = ({ format }: ExportWishes, now: Date): string =>
  `audit-log-${now.toISOString().slice(0, 10)}.${format}.jsonl`;

/** Reads the whole log as a file. A log that breaks off is an error, and no file. */
export async function exportedLog(wishes: ExportWishes, signal: AbortSignal): Promise<Blob> {
  const response = await answerOf(exportAddress(wishes), signal);
  if (!response.ok) throw await faultOf(response);
  try {
    return await response.blob();
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachable();
  }
}

async function answerOf(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { credentials: 'same-origin', signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreachable();
  }
}

async function faultOf(response: Response): Promise<ApiError> {
  try {
    const { errors } = (await response.json()) as { errors?: readonly GraphQLFault[] };
    const [fault] = errors ?? [];
    return fault ? new ApiError(fault, response.headers.get('x-request-id')) : unreachable();
  } catch {
    return unreachable();
  }
}

/** Hands a file to the browser, which asks or puts it where downloads go. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has to have begun before the address is taken back.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
