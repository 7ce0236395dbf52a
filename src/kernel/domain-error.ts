import type { JsonObject } from './json.js';

/** What kind of refusal an error is; one filter turns it into an HTTP status, the command line into an exit code. */
export type ErrorKind =
  'invalid' | 'forbidden' | 'not-found' | 'conflict' | 'gone' | 'unavailable' | 'unauthenticated';

/**
 * An error a person can act on. `code` is stable and dotted (`case.unexpected-state`), `details` are typed facts,
 * the message says what is wrong and what to do about it.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    message: string,
    readonly details: JsonObject = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** One fault of one field of an input: where it is, what is wrong, what would be right. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** Input that does not fit its schema; every faulty field is named at once. */
export class InvalidInput extends DomainError {
  constructor(
    what: string,
    readonly faults: readonly FieldFault[],
  ) {
    super(
      'input.invalid',
      'invalid',
      `${what}: ${faults.map((f) => `${f.field || '(whole)'}: ${f.message}`).join('; ')}`,
      {
        faults: faults.map(({ field, message }) => ({ field, message })),
      },
    );
  }
}

/** Closes a `switch` over a union: the compiler refuses a missing case, and a value from outside the types throws. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value ${JSON.stringify(value)}`);
}
