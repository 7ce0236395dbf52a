import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { z } from 'zod';
import { DomainError, type ErrorKind } from '../../kernel/domain-error.js';
import type { JsonObject } from '../../kernel/json.js';

/** An error as the outside may see it (RFC 9457). `code` is the stable dotted code, `incident` an id that is also in the log. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly details?: JsonObject;
  readonly incident?: string;
}

const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  unavailable: 503,
};

/** Errors of express's body parsers: a status of the 400s and a flag that their message may be shown. */
const bodyFaultSchema = z.object({
  status: z.int().min(400).max(499),
  expose: z.literal(true),
  message: z.string(),
  /** bytes that are taken at most, where there were more */
  limit: z.number().optional(),
});
const BYTES_PER_MB = 1024 * 1024;

/**
 * The one place that turns an error into an HTTP answer.
 *
 * @param error whatever was thrown
 * @param incident id written to the log beside the error; only shown for errors nobody foresaw
 * @returns what the caller is told: never a stack, never the text of an unforeseen error
 */
export function toProblem(error: unknown, incident: string): Problem {
  if (error instanceof DomainError) {
    return problem(STATUS_OF_KIND[error.kind], error.code, error.message, error.details);
  }
  const bodyFault = bodyFaultSchema.safeParse(error instanceof HttpException ? error.cause : error);
  if (bodyFault.success) return fromBodyFault(bodyFault.data);
  if (error instanceof HttpException && error.getStatus() < 500) return fromHttpException(error);
  const detail = `Something failed on our side. Try again; if it fails again, report incident ${incident}.`;
  return { ...problem(500, 'internal', detail), incident };
}

function fromBodyFault({ status, message, limit }: z.output<typeof bodyFaultSchema>): Problem {
  const isTooLong = status === 413 && limit !== undefined;
  const detail = isTooLong
    ? `What was sent is too long: ${limit / BYTES_PER_MB} MB at most are taken at once, and nothing of it was kept. Shorten it, send it in parts, or give the address where the document lies.`
    : message;
  return problem(status, codeOfStatus(status), detail);
}

function fromHttpException(error: HttpException): Problem {
  const status = error.getStatus();
  const detail = status === 404 ? 'There is nothing at this address. Check the address.' : error.message;
  return problem(status, codeOfStatus(status), detail);
}

function problem(status: number, code: string, detail: string, details: JsonObject = {}): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  const bare = { type: 'about:blank', title, status, detail, code };
  return Object.keys(details).length > 0 ? { ...bare, details } : bare;
}

function codeOfStatus(status: number): string {
  return `http.${(STATUS_CODES[status] ?? String(status)).toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;
}
