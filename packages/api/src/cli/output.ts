/** Standard output is for data. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Standard error is for everything about the data: progress, advice, errors. */
export const note = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A reader that goes away, as `head` does, is no failure of ours: what is still to be written is dropped. */
export function survivePipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
