import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, ERRORS } from '../kernel/errors.js';
import { OfrepError } from './ofrep-question.rules.js';

/** Whatever goes wrong, in the form in which OFREP clients read it. */
export function answerFailure(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const { status, errorCode, message } = failureOf(error);
  if (status >= 500) request.log.error({ err: error, errorId: request.id }, 'fault');
  if (status === 503) reply.header('retry-after', '1');
  const { '*': key } = request.params as { readonly '*'?: string };
  return reply.code(status).send({ ...(key !== undefined && { key }), errorCode, errorDetails: message });
}

function failureOf(error: FastifyError | Error): Pick<OfrepError, 'status' | 'errorCode' | 'message'> {
  if (error instanceof OfrepError) return error;
  if (error instanceof DomainError) {
    const { status } = ERRORS[error.code];
    const errorCode = error.code === 'BAD_USER_INPUT' ? 'INVALID_CONTEXT' : 'GENERAL';
    return { status, errorCode, message: error.message };
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status === 413) return { status, errorCode: 'GENERAL', message: 'the body is too large' };
  if (status < 500) return { status: 400, errorCode: 'PARSE_ERROR', message: error.message };
  return { status: 500, errorCode: 'GENERAL', message: 'a fault of ours; x-request-id finds it in the log' };
}
