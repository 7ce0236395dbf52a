import type { EntityManager } from 'typeorm';
import type { Voucher } from '../sign-in.store.js';

/** @returns the contact that a subject of the provider signed in as before, or null */
export async function boundContact(tx: EntityManager, { issuer, subject }: Voucher): Promise<string | null> {
  const [row] = await tx.query<{ contactId: string }[]>(
    `select contact_id as "contactId" from oidc_subject where issuer = $1 and subject = $2`,
    [issuer, subject],
  );
  return row?.contactId ?? null;
}

/** Binds a subject of the provider to the contact it signs in as; a subject has one, which the last choice decides. */
export async function bindContact(
  tx: EntityManager,
  { issuer, subject }: Voucher,
  contactId: string,
): Promise<void> {
  await tx.query(
    `insert into oidc_subject (issuer, subject, contact_id) values ($1, $2, $3)
     on conflict (issuer, subject) do update set contact_id = excluded.contact_id, bound_at = clock_timestamp()
       where oidc_subject.contact_id <> excluded.contact_id`,
    [issuer, subject, contactId],
  );
}
