import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import { PARTY, heldAsKnown, termAt } from '../registry.queries.js';
import type {
  Belief,
  NationEntry,
  OfficeTerm,
  Party,
  PartyHistory,
  Roll,
  RollEntry,
  TradeStatusEntry,
} from '../registry.types.js';

/** Columns of a {@link TradeStatusEntry}. */
const TRADE_STATUS = `party, status, iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source, note`;
/** Columns of a {@link NationEntry}. */
const NATION = `party, nation, name, iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source`;
const BELIEF = `iso(recorded_at) as "recordedAt", iso(superseded_at) as "supersededAt"`;

/**
 * The roll, counted: every Participant, the nations it stands for, and whether it may trade.
 *
 * @param at which instant's roll
 * @param knownAt as it was known then; null: with every later correction
 * @returns Participants by name. One without listed nations stands for one; one without a recorded trade status is taken to
 *   be eligible (assumed). A nation that is a Participant of its own counts there only. The Washington Plenary counted so:
 *   54 Participants, 80 nations (communiqué of 2012, paragraph 58)
 */
export async function countedRoll(tx: EntityManager, at: Instant, knownAt: Instant | null): Promise<Roll> {
  const entries = await tx.query<RollEntry[]>(
    `with roll as (select ${PARTY} from party where kind = 'participant' and ${heldAsKnown('party', 2)})
     select roll.*,
       greatest(1, (select count(*) from party_nation where party_nation.party = roll.code and ${heldAsKnown('party_nation', 2)}
         and not exists (select 1 from roll own where own.code = party_nation.nation and own.code <> roll.code)))::int as nations,
       coalesce(trade.status, 'eligible') as "tradeStatus", trade.since as "tradeStatusSince", trade.source as "tradeStatusSource"
     from roll left join lateral (select status, iso(valid_from) as since, source from trade_status
       where trade_status.party = roll.code and ${heldAsKnown('trade_status', 2)}) trade on true
     order by roll.name`,
    [at, knownAt],
  );
  const nations = entries.reduce((sum, entry) => sum + entry.nations, 0);
  return { at, knownAt, participants: entries.length, nations, entries };
}

/** @returns the trade statuses on record at an instant, by party; a Participant without one is not among them */
export async function tradeStatusesAt(
  tx: EntityManager,
  at: Instant,
  knownAt: Instant | null,
): Promise<TradeStatusEntry[]> {
  return tx.query<TradeStatusEntry[]>(
    `select ${TRADE_STATUS} from trade_status where ${heldAsKnown('trade_status', 2)} order by party`,
    [at, knownAt],
  );
}

/** @returns the nations listed for Participants at an instant, by party and nation */
export async function nationsAt(
  tx: EntityManager,
  at: Instant,
  knownAt: Instant | null,
): Promise<NationEntry[]> {
  return tx.query<NationEntry[]>(
    `select ${NATION} from party_nation where ${heldAsKnown('party_nation', 2)} order by party, nation`,
    [at, knownAt],
  );
}

/**
 * Everything ever recorded about a party: a correction shows the fact that was believed before and the one believed since.
 *
 * @param code of the party, or of a nation that another party stands for
 * @returns lists that are empty where nothing was ever recorded
 */
export async function partyHistory(tx: EntityManager, code: string): Promise<PartyHistory> {
  const ask = <Row extends Belief>(columns: string, table: string, where: string): Promise<Row[]> =>
    tx.query<Row[]>(
      `select ${columns}, ${BELIEF} from ${table} where ${where} order by valid_from, recorded_at, superseded_at`,
      [code],
    );
  return {
    code,
    memberships: await ask<Party & Belief>(PARTY, 'party', 'code = $1'),
    tradeStatuses: await ask<TradeStatusEntry & Belief>(TRADE_STATUS, 'trade_status', 'party = $1'),
    nations: await ask<NationEntry & Belief>(NATION, 'party_nation', 'party = $1 or nation = $1'),
    offices: await ask<OfficeTerm & Belief>(
      termAt('office_term.valid_from'),
      'office_term',
      'office_term.party = $1',
    ),
  };
}
