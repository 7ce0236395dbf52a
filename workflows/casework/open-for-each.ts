/** Whom an effect `open-for-each` opens a case for, and with what; pure, so that the carrier only looks up the roll. */
import type { Json, JsonObject } from '../../src/kernel/json.js';
import type { OpenCase, OpenForEach } from './effects.js';

/** Codes on the roll at the instant that the effect names. */
export interface RollThen {
  readonly participants: readonly string[];
  readonly observers: readonly string[];
}

/**
 * @param asked the effect
 * @param roll at its instant `at`
 * @returns one opening for each code, in alphabetical order of the codes, each with a key of its own
 */
export function openingsOf(
  asked: OpenForEach,
  roll: RollThen,
): readonly { readonly party: string; readonly opening: OpenCase }[] {
  const { of, workflow, key, payload, each } = asked;
  const limited = (codes: readonly string[]) => codes.filter((code) => of.codes?.includes(code) ?? true);
  const found = of.kind === 'codes' ? (of.codes ?? []) : limited(roll[of.kind]);
  const codes = [...new Set([...found, ...of.also])].filter((code) => !of.except.includes(code)).sort();
  return codes.map((party) => ({
    party,
    opening: { workflow, key: `${key}-${party}`, payload: { ...forParty(payload, party), ...each[party] } },
  }));
}

/** @returns the command that the asking case gets back, with those for whom a case was opened; null when it wants none */
export function backFrom(
  { back }: Pick<OpenForEach, 'back'>,
  parties: readonly string[],
): { readonly command: string; readonly payload: JsonObject } | null {
  if (back === null) return null;
  const fields = Object.entries(back.payload).map(([key, value]) => [
    key,
    value === '$parties' ? [...parties] : value,
  ]);
  return { command: back.command, payload: Object.fromEntries(fields) as JsonObject }; // of fields that are JSON
}

function forParty(payload: OpenForEach['payload'], party: string): OpenForEach['payload'] {
  return filled(payload as JsonObject, party) as OpenForEach['payload']; // members of JSON stay members of JSON
}

function filled(value: Json, party: string): Json {
  if (typeof value === 'string') return value.replaceAll('$party', party);
  if (Array.isArray(value)) return value.map((one: Json) => filled(one, party));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]: [string, Json]) => [key, filled(one, party)]),
  );
}
