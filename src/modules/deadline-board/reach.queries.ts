import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import { heldAt } from '../registry/index.js';
import type { OutOfReach } from './board.types.js';
import { codeWords } from './board.words.js';

/** Who is behind the codes at an instant. */
export interface Directory {
  /** names of parties and organs, by code */
  readonly names: ReadonlyMap<string, string>;
  /** codes that nobody can be reached under: parties and organs without a contact, offices nobody holds, and those whose people are all away or have mail that comes back */
  readonly reach: ReadonlyMap<string, OutOfReach>;
  /** people of each party */
  readonly people: ReadonlyMap<string, number>;
}

interface DirectoryRow {
  readonly kind: 'party' | 'organ' | 'office';
  readonly code: string;
  readonly name: string;
  readonly people: number;
  readonly bounced: number;
  readonly away: number;
  /** bounced or away */
  readonly lost: number;
  readonly since: Instant | null;
}

/**
 * Organs that are composed of the roll are reached through its parties, and are left out. A contact named by an office or a seat
 * stands for it; without one, every contact of the party does.
 */
const DIRECTORY = `
  with person as materialized (
    select contact.id, contact.party, (select max(d.bounced_at) from contact_delivery d
        where d.contact_id = contact.id and d.bounced_at <= $1 and (d.cleared_at is null or d.cleared_at > $1)) as bounced,
        exists (select 1 from absence where absence.contact_id = contact.id and ${heldAt('absence')}) as away
      from contact where ${heldAt('contact')}),
  behind as (
    select 'party' as kind, party.code, party.name, party.code as party, null as contact_id from party where ${heldAt('party')}
    union all
    select 'office', office.code, office.code, office_term.party, office_term.contact_id
      from (values ('chair'), ('vice-chair'), ('secretariat')) as office (code)
      left join office_term on office_term.office = office.code and ${heldAt('office_term')}
    union all
    select 'organ', organ.code, organ.name, seat.party, seat.contact_id
      from organ left join seat on seat.organ = organ.code and ${heldAt('seat')}
      where ${heldAt('organ')} and organ.kind not in ('plenary', 'intersessional'))
  select behind.kind, behind.code, max(behind.name) as name, count(distinct person.id)::int as people,
      count(distinct person.id) filter (where person.bounced is not null)::int as bounced,
      count(distinct person.id) filter (where person.away)::int as away,
      count(distinct person.id) filter (where person.away or person.bounced is not null)::int as lost, iso(max(person.bounced)) as since
    from behind left join person on person.party = behind.party and (behind.contact_id is null or behind.contact_id = person.id)
    group by behind.kind, behind.code`;

/** @returns who is behind every party, organ and office at an instant */
export async function readDirectory(tx: EntityManager, at: Instant): Promise<Directory> {
  const rows = await tx.query<DirectoryRow[]>(DIRECTORY, [at]);
  return {
    names: new Map(rows.map(({ kind, code, name }) => [code, kind === 'office' ? codeWords(code) : name])),
    reach: new Map(rows.flatMap((row) => lost(row).map((one) => [row.code, one]))),
    people: new Map(rows.filter(({ kind }) => kind === 'party').map(({ code, people }) => [code, people])),
  };
}

function lost({ people, bounced, away, lost: all, since }: DirectoryRow): OutOfReach[] {
  if (people === 0) return [{ because: 'no-contact', since: null }];
  if (bounced === people) return [{ because: 'bounced', since }];
  if (away === people) return [{ because: 'away', since: null }];
  return all === people ? [{ because: 'bounced-or-away', since: null }] : [];
}
