/**
 * JSON values as types, and the one canonical text of a value, from which every hash in Plenum is taken.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * The canonical text of a JSON value: object keys in UTF-16 order, no white space, `undefined` members left out
 * (RFC 8785 for the values Plenum stores).
 *
 * @param value any JSON-safe value
 * @returns one text for equal values, whatever the order their members were written in
 * @throws TypeError when the value holds something JSON cannot say (a function, a bigint, NaN, Infinity)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`a ${typeof value} has no JSON form`);
}

/**
 * Whether a value survives `JSON.parse(JSON.stringify(value))` unchanged: no Date, Map, undefined member, NaN or bigint.
 *
 * @param value anything
 * @returns true when storing it as JSON loses nothing
 */
export function isJsonSafe(value: unknown): value is Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isJsonSafe);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every(isJsonSafe);
}
