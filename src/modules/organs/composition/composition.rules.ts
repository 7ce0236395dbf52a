/** Whether a seat may be taken: every rule of the organ, and every bar, asked about one seat beside all the others. Pure. */
import { assertNever } from '../../../kernel/domain-error.js';
import { type Instant, epochMs, toInstant } from '../../../kernel/instant.js';
import type { Bar, Capacity } from '../organ.types.js';
import type { OfficeTerm, Party } from '../../registry/index.js';
import { type Composition, type OrganRule, holdsFor } from './organ-rule.js';
import { type Span, covers, later, overlap } from './span.js';

/** A seat in its range, as the rules see it. */
export interface SeatSpan extends Span {
  readonly organ: string;
  readonly party: string;
  readonly kind: Party['kind'];
  readonly capacity: Capacity;
  readonly contactId: string | null;
}

/** What is known around a seat. */
export interface Ground {
  /** every seat of every organ */
  readonly seats: readonly SeatSpan[];
  readonly rules: readonly OrganRule[];
  readonly bars: readonly Bar[];
  /** every term of every office */
  readonly terms: readonly Pick<OfficeTerm, 'office' | 'party' | 'validFrom' | 'validTo'>[];
}

/** A rule that a seat would break: which one, where it is known from, what is wrong, and what to do about it. */
export interface BrokenRule {
  readonly code: string;
  readonly rule: string;
  readonly source: string;
  readonly organ: string;
  readonly party: string;
  readonly message: string;
  readonly remedy: string;
}

type Fault = Pick<BrokenRule, 'code' | 'message' | 'remedy'>;
type RuleOf<Kind extends Composition['kind']> = Extract<Composition, { kind: Kind }>;

/**
 * Every rule and bar that a seat would break. An organ's later composition counts as well: a seat without end must also fit
 * beside whoever is to be seated next year.
 *
 * @param seat to be taken; it replaces another seat of that party in that organ
 * @param ground everything known, as if the seat were not taken yet
 * @returns none when the seat may be taken
 */
export function brokenRules(seat: SeatSpan, ground: Ground): BrokenRule[] {
  const others = ground.seats.filter(({ organ, party }) => organ !== seat.organ || party !== seat.party);
  const broken = ground.rules
    .filter((rule) => holdsFor(rule, seat.organ) && overlap(rule, seat))
    .flatMap((rule) => {
      const fault = faultOf(rule, seat, { ...ground, seats: others });
      return fault ? [{ ...fault, rule: rule.id, source: rule.source }] : [];
    });
  const barred = barsOn(seat, ground.bars);
  return [...broken, ...barred].map((fault) => ({ ...fault, organ: seat.organ, party: seat.party }));
}

function faultOf(rule: OrganRule, seat: SeatSpan, ground: Ground): Fault | null {
  const { rule: what } = rule;
  if (!what.capacities.includes(seat.capacity)) return null;
  switch (what.kind) {
    case 'at-most':
      return tooMany(what, rule, seat, ground);
    case 'only-kinds':
      return wrongKind(what, rule, seat);
    case 'only-office-holders':
      return noSuchOffice(what, rule, seat, ground);
    case 'incompatible':
      return sitsElsewhere(what, rule, seat, ground);
    case 'readers':
      return null; // limits nobody's seat
    default:
      return assertNever(what);
  }
}

/** The number in an organ rises only where a seat begins, so those instants are enough. */
function tooMany(
  { limit, capacities, parties }: RuleOf<'at-most'>,
  rule: OrganRule,
  seat: SeatSpan,
  { seats }: Ground,
): Fault | null {
  const counts = (one: SeatSpan) =>
    one.organ === seat.organ &&
    capacities.includes(one.capacity) &&
    (parties === null || isOneOf(parties, one.kind));
  if (!counts(seat)) return null;
  const counted = seats.filter(counts);
  const full = [seat.validFrom, rule.validFrom, ...counted.map(({ validFrom }) => validFrom)]
    .filter((at) => covers(seat, at) && covers(rule, at))
    .sort()
    .find((at) => counted.filter((one) => covers(one, at)).length >= limit);
  if (full === undefined) return null;
  const sitting = counted.filter((one) => covers(one, full)).map(({ party }) => party);
  return {
    code: 'organs.full',
    message: `${rule.title}: at ${full} ${sitting.length} of ${limit} seats of ${seat.organ} are taken (${sitting.sort().join(', ')}).`,
    remedy: `End one of these seats first, seat ${seat.party} in another capacity, or have the rule changed.`,
  };
}

function wrongKind({ parties }: RuleOf<'only-kinds'>, rule: OrganRule, seat: SeatSpan): Fault | null {
  if (isOneOf(parties, seat.kind)) return null;
  return {
    code: 'organs.wrong-kind',
    message: `${rule.title}: ${seat.party} is of kind ${seat.kind} and may not sit in ${seat.organ} as ${seat.capacity}.`,
    remedy: `Seat it in another capacity, such as observer, or seat a party of kind ${parties.join(' or ')}.`,
  };
}

/** Judged when the seat begins. Where nobody is known to have held the office a year before, nothing contradicts the seat. */
function noSuchOffice(
  { office, when }: RuleOf<'only-office-holders'>,
  rule: OrganRule,
  seat: SeatSpan,
  { terms }: Ground,
): Fault | null {
  const at = later(seat.validFrom, rule.validFrom);
  const held = terms.filter((term) => term.office === office);
  const eligible =
    when === 'now-or-before'
      ? held.filter(({ validFrom }) => validFrom <= at)
      : held.filter((term) => covers(term, yearBefore(at)));
  if (eligible.some(({ party }) => party === seat.party)) return null;
  if (when === 'a-year-before' && eligible.length === 0) return null;
  const names = [...new Set(eligible.map(({ party }) => party))].sort();
  return {
    code: 'organs.office-not-held',
    message: `${rule.title}: ${seat.party} may not sit in ${seat.organ} as ${seat.capacity} from ${at}; eligible are ${names.join(', ') || 'none'}.`,
    remedy: `Seat one of these, seat ${seat.party} in another capacity, such as guest, or enter its term as ${office} if it is missing.`,
  };
}

function sitsElsewhere(
  { capacities }: RuleOf<'incompatible'>,
  rule: OrganRule,
  seat: SeatSpan,
  { seats }: Ground,
): Fault | null {
  const other = seats.find(
    (one) =>
      one.party === seat.party &&
      capacities.includes(one.capacity) &&
      holdsFor(rule, one.organ) &&
      overlap(one, seat) &&
      overlap(one, rule),
  );
  if (!other) return null;
  return {
    code: 'organs.incompatible',
    message: `${rule.title}: ${seat.party} sits in ${other.organ} as ${other.capacity} from ${other.validFrom}${other.validTo === null ? '' : ` until ${other.validTo}`}.`,
    remedy: `End its seat in ${other.organ} first, or seat it in ${seat.organ} in a capacity that the rule allows.`,
  };
}

function barsOn(seat: SeatSpan, bars: readonly Bar[]): (Fault & Pick<BrokenRule, 'rule' | 'source'>)[] {
  return bars
    .filter((bar) => overlap(bar, seat) && (bar.organs === null || bar.organs.includes(seat.organ)))
    .flatMap((bar) =>
      bar.barred
        .filter((one) => overlap(one, seat) && isBarred(one, seat))
        .map((one) => ({
          code: 'organs.barred',
          rule: bar.code,
          source: bar.source,
          message: `${bar.name}: ${one.contactId ?? one.party ?? ''} is barred from ${bar.organs === null ? 'every organ' : seat.organ} from ${one.validFrom}${one.validTo === null ? '' : ` until ${one.validTo}`}.`,
          remedy: `Seat somebody else, or end the entry under the bar «${bar.code}» if it no longer holds.`,
        })),
    );
}

function isBarred(one: { party: string | null; contactId: string | null }, seat: SeatSpan): boolean {
  if (one.contactId !== null) return one.contactId === seat.contactId;
  return one.party === seat.party;
}

/** A party may be of a kind that no rule names. */
function isOneOf(kinds: readonly string[], kind: string): boolean {
  return kinds.includes(kind);
}

/** @returns the same day and hour of the year before; 1 March for 29 February */
function yearBefore(at: Instant): Instant {
  const date = new Date(epochMs(at));
  return toInstant(date.setUTCFullYear(date.getUTCFullYear() - 1));
}
