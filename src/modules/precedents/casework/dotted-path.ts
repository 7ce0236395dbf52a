/** Reaches into a memory by a path as files write it. */
import { type Json, canonicalJson } from '../../../kernel/json.js';

/**
 * @param value a memory, or a part of one
 * @param path members by name, elements by number or by the value of a member (`duties.party=IDN.status`), `length` of a list
 * @returns what is there; undefined where nothing is
 */
export function valueAt(value: Json, path: string): Json | undefined {
  let found: Json | undefined = value;
  for (const part of path.split('.')) {
    if (found === undefined) return undefined;
    found = partOf(found, part);
  }
  return found;
}

function partOf(value: Json, part: string): Json | undefined {
  if (Array.isArray(value)) return elementOf(value as readonly Json[], part); // a list of JSON holds JSON
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, part) ? (value as Readonly<Record<string, Json>>)[part] : undefined; // no list, so members
}

function elementOf(list: readonly Json[], part: string): Json | undefined {
  if (part === 'length') return list.length;
  const [key = '', wanted] = part.split('=');
  if (wanted === undefined) return /^\d+$/.test(part) ? list[Number(part)] : undefined;
  return list.find((one) => {
    const member = partOf(one, key);
    return member !== undefined && String(member) === wanted;
  });
}

/** @returns whether two values say the same, whatever the order of their members */
export function isSame(a: unknown, b: unknown): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}
