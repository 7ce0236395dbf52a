/**
 * What must never reach a log: whoever reads it could vote with a link's token, or sign in with a cookie. Values are blanked
 * by the name of their field, and, inside texts, by their shape.
 */
const BLANK = '•••';
const SECRET_FIELD =
  /^(set-)?cookie$|authorization|password|passwd|secret|^(sealed|nonce)$|token$|(secret|private|api)_?key$/i;
/** Longer texts and deeper objects than this say nothing more to a reader of logs. */
const DEEPEST = 6;

const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\/(b|sign-in)\/[A-Za-z0-9_%.-]{16,}/g, `/$1/${BLANK}`], // a path with a personal link in it
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${BLANK}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s/@"]+@/gi, `$1:${BLANK}@`], // a password in an address of a server
  [/([?&;\s](?:token|code|nonce)=)[^&\s"']{8,}/gi, `$1${BLANK}`],
];

/**
 * @param text anything that may be logged
 * @returns the same with the tokens of personal links, passwords in addresses and credentials blanked
 */
export function withoutTokens(text: string): string {
  return SECRET_SHAPES.reduce((cleaned, [shape, blank]) => cleaned.replace(shape, blank), text);
}

/**
 * @param fields anything: circular, with errors, dates or big integers
 * @returns a copy that JSON can say, with secrets blanked at any depth; errors as name, message, code, stack and cause
 */
export function safeFields(fields: object): Record<string, unknown> {
  return safeObject(fields, []);
}

function safeObject(value: object, above: readonly object[]): Record<string, unknown> {
  const entries = value instanceof Error ? errorEntries(value) : Object.entries(value);
  return Object.fromEntries(
    entries.map(([name, member]) => [
      name,
      SECRET_FIELD.test(name) ? BLANK : safeValue(member, [...above, value]),
    ]),
  );
}

function errorEntries(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error;
  return Object.entries({ ...error, name, message, stack, ...(cause === undefined ? {} : { cause }) });
}

function safeValue(value: unknown, above: readonly object[]): unknown {
  if (typeof value === 'string') return withoutTokens(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '(circular)';
  if (above.length >= DEEPEST) return '(deeper)';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (Array.isArray(value)) return value.map((item) => safeValue(item, [...above, value]));
  return safeObject(value, above);
}
