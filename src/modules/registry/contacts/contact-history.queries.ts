import type { EntityManager } from 'typeorm';
import type { Belief, ContactVersion } from '../registry.types.js';

/** @returns everything ever recorded about a contact, also what is no longer believed, by beginning and then by belief */
export async function contactHistory(tx: EntityManager, id: string): Promise<(ContactVersion & Belief)[]> {
  return tx.query<(ContactVersion & Belief)[]>(
    `select id, party, name, email, languages, zone, rank, function, iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source,
        iso(recorded_at) as "recordedAt", iso(superseded_at) as "supersededAt"
      from contact where id = $1 order by valid_from, recorded_at, superseded_at`,
    [id],
  );
}
