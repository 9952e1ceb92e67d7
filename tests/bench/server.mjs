import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onServerCore } from './cores.mjs';

const PROGRAM = fileURLToPath(new URL('server-process.mjs', import.meta.url));

/** @typedef {{ id: number, port: number, cpu: NodeJS.CpuUsage, blockedMs: number }} Answer */

/** A server in a process of its own, so that what it costs is told from what asking costs. */
export class Server {
  /** @param {import('node:child_process').ChildProcess} child @param {number} port */
  constructor(child, port) {
    this.child = child;
    this.url = `http://127.0.0.1:${port}/graphql`;
    this.asked = 0;
    /** The longest that the event loop was kept waiting since the server had settled, when its costs were last asked. */
    this.blockedMs = 0;
  }

  /** @param {Record<string, string>} settings */
  static async start(settings) {
    // The command line runs in production too.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = fork(PROGRAM, [JSON.stringify(settings)], {
      env,
      execPath: onServerCore.file,
      execArgv: onServerCore.before,
    });
    /** @type {Answer} */
    const { port } = await new Promise((resolve, reject) => {
      child.once('message', message => resolve(/** @type {Answer} */ (message)));
      child.once('exit', code => reject(new Error(`the server ended with ${code}`)));
    });
    return new Server(child, port);
  }

  /** Begins a round anew. Garbage is left to itself: a forced collection throws away compiled code as well. */
  async settle() {
    await this.ask({ settle: true });
  }

  /** The microseconds of processor time so far. @param {string} [body] what a floor is to answer from now on */
  async cpu(body) {
    const { cpu, blockedMs } = await this.ask({ body });
    this.blockedMs = blockedMs;
    return cpu.user + cpu.system;
  }

  /** @param {{ body?: string | undefined, settle?: boolean }} question */
  async ask(question) {
    const id = (this.asked += 1);
    /** @type {Promise<Answer>} */
    const answer = new Promise(resolve => {
      /** @param {unknown} message */
      const listen = message => {
        const told = /** @type {Answer} */ (message);
        if (told.id !== id) return;
        this.child.off('message', listen);
        resolve(told);
      };
      this.child.on('message', listen);
    });
    this.child.send({ id, ...question });
    return answer;
  }

  stop() {
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    return ended;
  }
}
