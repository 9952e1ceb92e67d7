import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance, FastifyServerFactory } from 'fastify';
import { type Networks, clientAddress } from '../access/index.js';
import { settled } from '../kernel/settled.js';
import { FREE_BODY, type KeyCheck } from './body-limit.js';
import { isHotText } from './compiled-queries.js';
import { maskedFault } from './http-faults.js';
import { Turns } from './turns.js';

/** How slowly a request may come, in milliseconds; one that takes longer is cut off. */
export interface Patience {
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often it is looked who takes too long. */
  readonly connectionsCheckingInterval: number;
}

const PATIENCE: Patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
};
const LARGEST_HEAD = 16_384;
/** Longer than load balancers keep theirs, so that none of them writes into a connection that ends. */
const KEEP_ALIVE_MS = 72_000;

/** Answers the text of a request that came with a key, or gives null where the framework has to. */
export type HotAnswer = (
  body: string,
  authorization: string,
  address: string | undefined,
) => string | null | Promise<string | null>;

/** What the door is opened with. */
interface Opened {
  readonly answer: HotAnswer;
  readonly hasKey: KeyCheck;
  readonly log: FastifyBaseLogger;
}

/**
 * Stands before the framework and answers hot questions of machines itself: what the framework does for each request
 * takes longer than the answer. Whatever it cannot answer goes on to the framework, with the body it has read.
 */
export class HotDoor {
  private opened: Opened | null = null;
  private readonly bodies = new WeakMap<IncomingMessage, Buffer>();
  private readonly turns = new Turns();

  constructor(
    private readonly bodyLimit: number,
    private readonly patience: Patience = PATIENCE,
    private readonly proxies: Networks | null = null,
  ) {}

  /** Makes the server that the framework listens on. */
  readonly serverFactory: FastifyServerFactory = framework =>
    createServer(
      { ...this.patience, keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: LARGEST_HEAD },
      this.before(framework as unknown as RequestListener),
    );

  /** Opens the door: from now on these questions are answered here, by whoever has a key that works. */
  open(app: FastifyInstance, answer: HotAnswer, hasKey: KeyCheck): void {
    this.opened = { answer, hasKey, log: app.log };
    app.addHook('preParsing', (request, _reply, payload, done) => {
      const body = this.bodies.get(request.raw);
      done(null, body ? Readable.from([body]) : payload);
    });
  }

  private before(framework: RequestListener): RequestListener {
    return (request, response) => {
      const { opened } = this;
      const { authorization } = request.headers;
      if (!opened || authorization === undefined || !this.mayBeHot(request)) {
        framework(request, response);
        return;
      }
      const answered = () => this.answered(opened, authorization, { request, response, framework });
      // A little is read of everybody: to ask first would cost a hot question more than it saves.
      if (Number(request.headers['content-length']) <= FREE_BODY) answered();
      else
        orMasked(opened, response, () =>
          settled(opened.hasKey(authorization, this.addressOf(request)), hasKey =>
            hasKey ? answered() : framework(request, response),
          ),
        );
    };
  }

  private answered({ answer, log }: Opened, authorization: string, exchange: Exchange): void {
    const { request, response, framework } = exchange;
    const goOn = (body: Buffer): void => {
      this.bodies.set(request, body);
      framework(request, response);
    };
    const answered = (body: Buffer): void =>
      orMasked({ log }, response, () =>
        isHotText(body)
          ? settled(answer(body.toString(), authorization, this.addressOf(request)), text =>
              text === null ? goOn(body) : send(response, 200, text),
            )
          : goOn(body),
      );
    whole(request, body => {
      if (body.length > FREE_BODY) this.turns.take(() => answered(body));
      else answered(body);
    });
  }

  /** The same that the framework tells. */
  private addressOf({ socket, headers }: IncomingMessage): string | undefined {
    return clientAddress(socket.remoteAddress, headers['x-forwarded-for']?.toString(), this.proxies);
  }

  /** A plain POST of JSON whose length is known. Apollo negotiates with a client that asks for another type. */
  private mayBeHot({ method, url, headers }: IncomingMessage): boolean {
    const { accept, 'content-type': type, 'content-length': length, 'content-encoding': encoding } = headers;
    return (
      method === 'POST' &&
      url === '/graphql' &&
      encoding === undefined &&
      (type === 'application/json' || type === 'application/json; charset=utf-8') &&
      (accept === undefined || accept === '*/*' || accept === 'application/json') &&
      Number(length) <= this.bodyLimit
    );
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly framework: RequestListener;
}

/** Nobody stands behind the door who would catch what is thrown in it: it is answered here, and told to the log. */
function orMasked(
  { log }: Pick<Opened, 'log'>,
  response: ServerResponse,
  act: () => void | Promise<void>,
): void {
  const masked = (error: unknown): void => {
    const errorId = randomUUID();
    log.error({ err: error, errorId }, 'fault');
    if (response.headersSent) response.destroy();
    else send(response, 500, JSON.stringify(maskedFault(errorId)), errorId);
  };
  try {
    const acting = act();
    if (acting instanceof Promise) acting.catch(masked);
  } catch (error) {
    masked(error);
  }
}

/** Calls back with the body when all of it has come. */
function whole(request: IncomingMessage, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => then(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
}

/** A short text goes out in one piece with the head; a long one is turned into bytes once. */
const SHORT = 16_384;

function send(response: ServerResponse, status: number, text: string, id: string = randomUUID()): void {
  const body = text.length > SHORT ? Buffer.from(text) : text;
  response.writeHead(status, {
    'x-content-type-options': 'nosniff',
    'x-request-id': id,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
