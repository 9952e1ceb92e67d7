declare module 'autocannon' {
  interface Options {
    url: string;
    method: 'GET' | 'POST';
    headers: Record<string, string>;
    body?: string;
    connections: number;
    amount: number;
    expectBody?: string;
    /** Milliseconds between two looks at whether all is done. */
    sampleInt: number;
  }
  interface Result {
    errors: number;
    timeouts: number;
    mismatches: number;
    non2xx: number;
    '2xx': number;
    latency: { p50: number; p99: number };
  }
  interface Run extends Promise<Result> {
    on(event: 'response', listener: () => void): void;
  }
  function autocannon(options: Options): Run;
  export = autocannon;
}

declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';
  export function from(statement: string): Writable & Submittable;
}
