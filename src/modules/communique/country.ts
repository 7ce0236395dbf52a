/** The country of a place, read from the zone in which its clocks run (Unicode CLDR, as Node has it). */

let countries: ReadonlyMap<string, string> | undefined;

/**
 * @param zone IANA zone of a meeting; that its place lies in it is assumed
 * @param locale BCP 47 language of the name
 * @returns «United States» for `America/New_York`; null for `UTC` and zones of no country
 */
export function countryOf(zone: string, locale: string): string | null {
  countries ??= regionsByZone();
  const region = countries.get(zone);
  if (region === undefined) return null;
  return new Intl.DisplayNames([locale], { type: 'region' }).of(region) ?? null;
}

/** @returns the first region of the alphabet that keeps each zone: of two that share one, each has a zone of its own as well */
function regionsByZone(): ReadonlyMap<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const regions = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  const pairs = regions.flatMap((region) => zonesOf(region).map((zone) => [zone, region] as const));
  return new Map(pairs.reverse());
}

function zonesOf(region: string): readonly string[] {
  // newer engines have the method, those of Node 20 the accessor; the types know neither
  const locale = new Intl.Locale(`und-${region}`) as { getTimeZones?(): string[]; timeZones?: string[] };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
