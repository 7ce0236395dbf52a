import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import { type Party, replaceFact, requireContactOf, requireParty } from '../../registry/index.js';
import { type BrokenRule, type SeatSpan, brokenRules } from './composition.rules.js';
import { covers } from './span.js';
import type { NewSeat } from '../organ.dto.js';
import { type Changed, isOfTheRoll } from '../organ.types.js';
import { requireUnbroken } from '../organs.errors.js';
import { requireOrgan } from '../organs.queries.js';
import { groundOf, seatRow } from '../organs.store.js';

/**
 * Seats a party in an organ, under the organ's rules; see `Organs.seat`.
 *
 * @param tx a transaction in which changes of organs wait for each other
 * @returns whether anything changed
 * @throws DomainError as `Organs.seat` says
 */
export async function takeSeat(tx: EntityManager, seat: NewSeat): Promise<Changed> {
  const party = await requireSeatable(tx, seat);
  const ground = await groundOf(tx);
  const before = ground.seats.find(
    (one) => one.organ === seat.organ && one.party === seat.party && covers(one, seat.validFrom),
  );
  const span = spanOf(seat, party, before);
  if (before && isSame(before, span)) return { changed: false };
  requireUnbroken(brokenRules(span, ground));
  await replaceFact(tx, 'seat', seatRow({ ...span, source: seat.source }));
  return { changed: true };
}

/**
 * Judges a seat that stands in the tables already, as {@link takeSeat} judges one to be taken: beside all others that stand there.
 *
 * @returns the rules that it breaks
 * @throws DomainError naming the field, when organ, party or contact cannot be
 */
export async function judgeSeat(tx: EntityManager, seat: NewSeat): Promise<BrokenRule[]> {
  const party = await requireSeatable(tx, seat);
  return brokenRules(spanOf(seat, party, undefined), await groundOf(tx));
}

async function requireSeatable(tx: EntityManager, seat: NewSeat): Promise<Party> {
  const { organ: code, party, contactId, validFrom, validTo } = seat;
  const organ = await requireOrgan(tx, code, validFrom);
  if (isOfTheRoll(organ))
    throw new DomainError(
      'organs.of-the-roll',
      'conflict',
      `organ: everybody on the roll sits in ${code} (${organ.name}), and nobody is seated there by hand. Change the roll or the offices instead.`,
      { field: 'organ', organ: code },
    );
  if (organ.validTo !== null && (validTo === null || validTo > organ.validTo))
    throw new DomainError(
      'organs.not-at-that-time',
      'conflict',
      `validTo: ${code} ends at ${organ.validTo}. End the seat by then.`,
      { field: 'validTo', organ: code, ends: organ.validTo },
    );
  const found = await requireParty(tx, party, validFrom);
  if (contactId) await requireContactOf(tx, party, contactId, validFrom);
  return found;
}

function spanOf(seat: NewSeat, { kind }: Party, before: SeatSpan | undefined): SeatSpan {
  const { organ, party, capacity, validFrom, validTo, contactId = before?.contactId ?? null } = seat;
  return { organ, party, kind, capacity, contactId, validFrom, validTo };
}

/**
 * Whether a seat that is held at the new one's beginning says all that the new one would. One without an end asks for no more than
 * that: a clause carried out again years later does not bring back a seat that was ended since.
 */
function isSame(held: SeatSpan, { capacity, contactId, validTo }: SeatSpan): boolean {
  const lasts = held.validTo === null || validTo === null || validTo <= held.validTo;
  return held.capacity === capacity && held.contactId === contactId && lasts;
}
