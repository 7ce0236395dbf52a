/** What the registry itself calls parties in languages other than English. */
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { LANGUAGES } from '../../../platform/language/index.js';
import { RANGE_COLUMNS, type Sheet, column, faultsOf } from '../../registry-files/index.js';
import { code, endFault, endsAfterItBegins, name, range, source } from '../registry.dto.js';
import { requireParty } from '../registry.queries.js';

const OTHERS = LANGUAGES.filter((one) => one !== 'en');
const language = z.enum(OTHERS, {
  error: `${OTHERS.join(', ')}; the English name stands in the table of parties`,
});

/** A name of a party in a language that pages come in, from an instant on. */
export const partyNameSchema = z
  .strictObject({ party: code, language, name, ...range, source })
  .refine(endsAfterItBegins, endFault);
type NewPartyName = z.output<typeof partyNameSchema>;

export const partyNamesSheet: Sheet<NewPartyName> = {
  name: 'party-names',
  title: 'Names of parties in other languages, where they are not those of CLDR',
  table: 'party_name',
  subject: ['party', 'language'],
  columns: [column('party'), column('language'), column('name'), ...RANGE_COLUMNS, column('source')],
  schema: partyNameSchema,
  check: (tx, { party, validFrom }) => faultsOf(() => requireParty(tx, party, validFrom)),
};

/** @returns the names of now by language and code, such as `fr CAF` */
export async function partyNames(tx: EntityManager): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ key: string; name: string }[]>(
    `select language || ' ' || party as key, name from party_name
       where superseded_at is null and valid_from <= legal_now() and (valid_to is null or valid_to > legal_now())`,
  );
  return new Map(rows.map(({ key, name: own }) => [key, own]));
}
