import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./stock-apollo.mjs', import.meta.url));
/** Whoever has not answered after this long is not going to. */
const PATIENCE_MS = 3_000;

export interface StockAnswer {
  readonly status: number;
  readonly text: string;
}

/** Apollo Server as it comes, in a process of its own, so that it can be ended when it hangs. */
export class Stock {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
  ) {}

  static async start(): Promise<Stock> {
    const child = spawn(process.execPath, [PROGRAM], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!child.stdout) throw new Error('there is no output to read');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return new Stock(child, line);
  }

  /** What it answers; null where it hangs. */
  async post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<StockAnswer | null> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return { status: response.status, text: await response.text() };
    } catch {
      return null;
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
