/** What must hold between a party and the facts about it. Each rule reads the registry as it is believed in this transaction. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import { findParty, requireParty } from '../registry.queries.js';
import { PARTY_KINDS } from '../registry.types.js';

/**
 * Only Participants trade and only they stand for nations (CD III(c)); whether it may trade does not end a membership.
 *
 * @throws DomainError `registry.unknown-party`, `registry.not-a-participant`
 */
export async function requireParticipant(tx: EntityManager, code: string, instant: Instant): Promise<void> {
  const party = await requireParty(tx, code, instant);
  if (party.kind === 'participant') return;
  throw new DomainError(
    'registry.not-a-participant',
    'invalid',
    `party: ${code} is no Participant at ${instant} (${party.kind}). Choose a date at which it is one, or leave the entry out.`,
    { field: 'party', party: code, kind: party.kind },
  );
}

/**
 * An office is held by a Participant, or by a body for it (CD VI.4); never by an applicant, an Observer or a guest.
 *
 * @throws DomainError `registry.unknown-party`, `registry.holds-no-office`
 */
export async function requireOfficeHolder(tx: EntityManager, code: string, instant: Instant): Promise<void> {
  const party = await requireParty(tx, code, instant);
  if (party.kind === 'participant' || party.kind === 'body') return;
  throw new DomainError(
    'registry.holds-no-office',
    'invalid',
    `party: ${code} is ${party.kind} at ${instant}, and only a Participant or a body holds an office. Choose another party or date.`,
    { field: 'party', party: code, kind: party.kind },
  );
}

/**
 * A nation is counted once: one that is a Participant of its own is not listed under another at that time.
 *
 * @throws DomainError `registry.counted-twice`
 */
export async function requireNotCountedTwice(
  tx: EntityManager,
  {
    party,
    nation,
    validFrom,
  }: { readonly party: string; readonly nation: string; readonly validFrom: Instant },
): Promise<void> {
  if (nation === party) return;
  const own = await findParty(tx, nation, validFrom);
  if (own?.kind !== 'participant') return;
  throw new DomainError(
    'registry.counted-twice',
    'invalid',
    `nation: ${nation} is a Participant of its own at ${validFrom} and would be counted twice. End that membership first, or choose another date.`,
    { field: 'nation', nation },
  );
}

/** Tables that speak of a party, what a row of each is called, and of what kinds the party must be while it holds. */
const DEPENDENT = [
  ['office_term', 'office', 'an office', ['participant', 'body'], 'the whole term'],
  ['trade_status', 'status', 'a trade status', ['participant'], 'its beginning'],
  ['party_nation', 'nation', 'a nation', ['participant'], 'its beginning'],
  ['contact', 'id', 'a contact', PARTY_KINDS, 'its beginning'],
] as const;

/**
 * A change to a party leaves no office, trade status, nation or contact of it without ground.
 *
 * @throws DomainError `registry.still-needed` naming the first that would be left
 */
export async function requireNothingLeftOver(tx: EntityManager, code: string): Promise<void> {
  for (const [table, name, what, kinds, of] of DEPENDENT) {
    const needed =
      of === 'the whole term'
        ? 'tstzrange(d.valid_from, d.valid_to)'
        : `tstzrange(d.valid_from, d.valid_from, '[]')`;
    const [left] = await tx.query<{ name: string; from: Instant }[]>(
      `select ${name} as name, iso(valid_from) as from from ${table} d where party = $1 and superseded_at is null and not
         coalesce((select range_agg(tstzrange(p.valid_from, p.valid_to)) from party p
           where p.code = $1 and p.superseded_at is null and p.kind = any($2)), '{}') @> ${needed} order by valid_from limit 1`,
      [code, kinds],
    );
    if (!left) continue;
    throw new DomainError(
      'registry.still-needed',
      'invalid',
      `validFrom: ${code} would not be ${kinds.join(' or ')} while ${what} («${left.name}» from ${left.from}) needs it (${of}). Correct or end that first.`,
      { field: 'validFrom', party: code, table, name: left.name },
    );
  }
}
