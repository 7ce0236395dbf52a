import type { EntityManager } from 'typeorm';
import type { Instant } from '../../../kernel/instant.js';
import { heldAsKnown, heldAt } from '../registry.queries.js';
import type { Absence } from '../registry.types.js';

const ABSENCE = `absence.contact_id as contact, contact.party, iso(absence.valid_from) as "validFrom",
  iso(absence.valid_to) as "validTo", absence.reason, absence.source`;

/** @returns ids of those of the contacts who are away at an instant */
export async function awayAt(
  tx: EntityManager,
  contacts: readonly string[],
  instant: Instant,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    `select contact_id as id from absence where contact_id = any($2) and ${heldAt('absence')}`,
    [instant, contacts],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * @param party only of its contacts; null: of everybody's
 * @param knownAt as it was known then; null: with every later correction
 * @returns absences that are not over at an instant, the soonest first
 */
export async function absencesFrom(
  tx: EntityManager,
  instant: Instant,
  party: string | null,
  knownAt: Instant | null,
): Promise<Absence[]> {
  return tx.query<Absence[]>(
    `select ${ABSENCE} from absence join contact on contact.id = absence.contact_id and ${heldAsKnown('contact', 3)}
      where case when $3::timestamptz is null then absence.superseded_at is null
          else absence.recorded_at <= $3 and (absence.superseded_at is null or absence.superseded_at > $3) end
        and (absence.valid_to is null or absence.valid_to > $1) and ($2::text is null or contact.party = $2)
      order by absence.valid_from, absence.contact_id`,
    [instant, party, knownAt],
  );
}
