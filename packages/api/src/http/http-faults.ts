import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, ERRORS } from '../kernel/errors.js';

/** A request is refused for its form: the message is meant for who sent it. */
export class RequestRefused extends Error {
  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** Errors of HTTP itself, in the form of GraphQL's, so that a client reads one form only. */
export function serveFaults(app: FastifyInstance): void {
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => {
    void reply.code(404).send(faultOf('NOT_FOUND', 'there is no such page'));
  });
}

export function answerError(
  error: FastifyError | DomainError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof DomainError) {
    if (error.code === 'UNAVAILABLE') reply.header('retry-after', '1');
    return reply.code(ERRORS[error.code].status).send(faultOf(error.code, error.message, error.extensions));
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status >= 500) {
    request.log.error({ err: error, errorId: request.id }, 'fault');
    return reply.code(status).send(maskedFault(request.id));
  }
  if (status === 413) {
    const most = request.routeOptions.bodyLimit;
    return reply.code(413).send(faultOf('PAYLOAD_TOO_LARGE', `the body is larger than ${most} bytes`));
  }
  return reply.code(status).send(faultOf('BAD_REQUEST', isOfFramework(error) ? error.message : UNREADABLE));
}

const UNREADABLE = 'the request cannot be read';

/** What the framework says of a request is meant for who sent it; what anything else says may not be. */
const isOfFramework = (error: Error): boolean =>
  error instanceof RequestRefused ||
  error instanceof SyntaxError ||
  ('code' in error && String(error.code).startsWith('FST_ERR_CTP_'));

const faultOf = (code: string, message: string, extensions: object = {}) => ({
  errors: [{ message, extensions: { code, ...extensions } }],
});

/** What is said of what was not thrown on purpose: an id by which the log tells more. */
export const maskedFault = (errorId: string) =>
  faultOf('INTERNAL_SERVER_ERROR', 'a fault of ours', { errorId });

const STATUS_OF_CLIENT_FAULT: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers bytes that never became a request, and hangs up. */
export function answerClientFault(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const status = STATUS_OF_CLIENT_FAULT[error.code ?? ''] ?? 400;
  const body = JSON.stringify(faultOf('BAD_REQUEST', UNREADABLE));
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/json; charset=utf-8\r\n` +
        `x-content-type-options: nosniff\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}
