import { readConfig } from '../config.js';

export interface Progress {
  advance(steps: number): void;
  stop(): void;
}

const FORMAT =
  '  [{bar}] {percentage} % | {value} of {total} {unit} | {rate} {unit}/s | {eta_formatted} left';

/** A bar on standard error, where somebody watches; nothing in a pipe, a log or with NO_COLOR. */
export async function progressBar(total: number, unit: string): Promise<Progress> {
  if (!process.stderr.isTTY || readConfig().isPlain) return { advance: () => {}, stop: () => {} };
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    format: FORMAT,
    stream: process.stderr,
    hideCursor: false,
    linewrap: true,
    etaBuffer: 20,
  });
  const startedMs = performance.now();
  bar.start(total, 0, { rate: '-', unit });
  let done = 0;
  return {
    advance: steps => {
      done += steps;
      const seconds = (performance.now() - startedMs) / 1000;
      bar.update(done, { rate: Math.round(done / seconds).toLocaleString('en') });
    },
    stop: () => bar.stop(),
  };
}
