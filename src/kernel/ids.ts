import { v5, v7 } from 'uuid';
import { z } from 'zod';

/** A case: one run of one procedure. UUIDv7. */
export type CaseId = string & { readonly __brand: 'CaseId' };
/** A command as its sender names it, so that a repeat is known as one. Any text of 1 to 200 characters; UUIDv7 when we make it. */
export type CommandId = string & { readonly __brand: 'CommandId' };
/** A timer row. UUIDv7. */
export type TimerId = string & { readonly __brand: 'TimerId' };
/** An outbox row, and the mail made of it. UUIDv7. */
export type OutboxId = string & { readonly __brand: 'OutboxId' };

/** Reads a case id. */
export const caseIdSchema = z
  .uuid({ message: 'a case id is a UUID, such as the one `plenum list` prints' })
  .transform((text) => text as CaseId);
/** Reads a command id (the `Idempotency-Key`). */
export const commandIdSchema = z
  .string()
  .min(1)
  .max(200)
  .transform((text) => text as CommandId);

/** @returns a new time-ordered id (UUIDv7), branded as the caller says */
export function newId<Id extends string>(): Id {
  return v7() as Id;
}

/**
 * An id that is the same each time it is made of the same parts: for work that may be done twice and must count once.
 *
 * @param parent a time-ordered UUID; the new id sorts beside it
 * @param name what is derived from it
 * @returns UUIDv8 (RFC 9562): the parent's time, then a hash of both, branded as the caller says
 */
export function derivedId<Id extends string>(parent: string, name: string): Id {
  return `${parent.slice(0, 14)}8${v5(name, parent).slice(15)}` as Id;
}

/** Ids made of texts are apart from those of anybody else's texts. */
const TEXTS = 'b6a1f2b0-5d3c-5c1e-9a55-6f2f2a1d7c40';

/**
 * An id that is the same each time it is made of the same text: what is asked for twice with one form is made once.
 *
 * @param text unguessable where the id must be
 * @returns UUIDv5, branded as the caller says; it has no order in time
 */
export function idOf<Id extends string>(text: string): Id {
  return v5(text, TEXTS) as Id;
}
