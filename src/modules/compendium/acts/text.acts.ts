/** Language versions of a document: entered, completed, published. A published text never changes; a new one is a new version. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import type { NewText } from '../compendium.dto.js';
import type { InstrumentId, TextStatus } from '../compendium.types.js';
import { hashOfText } from '../rules/text-hash.rules.js';
import { insertRow, requireInstrument, supersedeRow } from './compendium.store.js';

/** A language version as it is believed now, with its row. */
interface BelievedText {
  readonly rowId: string;
  readonly language: string;
  readonly version: number;
  readonly title: string;
  readonly body: string | null;
  readonly keptAt: string;
  readonly sha256: string | null;
  readonly status: TextStatus;
  readonly authoritative: boolean;
  readonly publishedAt: Instant | null;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/**
 * Enters a language version, completes or changes one that is not published, or enters a new version beside a published one.
 *
 * @returns whether anything changed, with the version's number and the hash of its text
 * @throws DomainError `compendium.text-published` when a published text would change; `compendium.second-authoritative`;
 *   `compendium.no-authoritative` when an official version would leave the document without an authoritative one;
 *   `compendium.translation-authoritative`, `compendium.version-too-early`
 */
export async function putText(
  tx: EntityManager,
  id: InstrumentId,
  given: NewText,
  now: Instant,
): Promise<{ changed: boolean; version: number; sha256: string | null }> {
  const texts = await believedTexts(tx, id);
  const last = texts.findLast(({ language }) => language === given.language) ?? null;
  const next = await nextText(tx, id, given, last, now);
  if (last && saysTheSame(next, last)) return { changed: false, version: last.version, sha256: last.sha256 };
  const beside = last !== null && next.version > last.version;
  if (last && !beside) requireChangeable(next, last);
  requireOneAuthoritative(
    next,
    texts.filter((text) => text !== last),
  );
  if (last) await supersedeRow(tx, 'instrument_text', last.rowId, now);
  if (last && beside)
    await insertRow(tx, 'instrument_text', textRow(id, { ...last, validTo: next.validFrom }), now);
  await insertRow(tx, 'instrument_text', textRow(id, next), now);
  return { changed: true, version: next.version, sha256: next.sha256 };
}

/** Publishes the official versions of a document that are not published yet; drafts and machine translations stay as they are. */
export async function publishTexts(
  tx: EntityManager,
  id: InstrumentId,
  at: Instant,
  now: Instant,
): Promise<void> {
  for (const text of await believedTexts(tx, id)) {
    if (text.status !== 'official' || text.publishedAt !== null) continue;
    await supersedeRow(tx, 'instrument_text', text.rowId, now);
    await insertRow(tx, 'instrument_text', textRow(id, { ...text, publishedAt: at }), now);
  }
}

async function nextText(
  tx: EntityManager,
  id: InstrumentId,
  given: NewText,
  last: BelievedText | null,
  now: Instant,
): Promise<BelievedText> {
  const { text: body, published, from, newVersion, ...rest } = given;
  const instrument = await requireInstrument(tx, id);
  const sha256 = body === null ? null : hashOfText(body);
  const first = given.authoritative
    ? (instrument.effectiveAt ?? instrument.adoptedAt ?? now)
    : (published ?? now);
  const beside =
    newVersion && last !== null && last.publishedAt !== null && (sha256 === null || sha256 !== last.sha256);
  const byDocument = instrument.publishedAt !== null && given.status === 'official' ? now : null;
  const validFrom = from ?? (beside ? now : (last?.validFrom ?? first));
  if (beside && validFrom <= last.validFrom)
    throw new DomainError(
      'compendium.version-too-early',
      'invalid',
      `from: the version before begins at ${last.validFrom}; a new one begins after it.`,
      { field: 'from' },
    );
  return {
    ...rest,
    rowId: '',
    body,
    sha256,
    version: beside ? last.version + 1 : (last?.version ?? 1),
    publishedAt: published ?? (beside ? null : last?.publishedAt) ?? byDocument,
    validFrom,
    validTo: null,
  };
}

function requireChangeable(next: BelievedText, last: BelievedText): void {
  if (last.publishedAt === null) return;
  const completes =
    last.body === null && next.status === last.status && next.authoritative === last.authoritative;
  if (completes) return;
  throw new DomainError(
    'compendium.text-published',
    'conflict',
    `text: the ${last.language} version ${last.version} was published at ${last.publishedAt} and does not change any more (SHA-256 ${last.sha256 ?? 'not held'}). Enter a new version: newVersion true, with the instant from which it is the text.`,
    { field: 'text', version: last.version, sha256: last.sha256 },
  );
}

/** Exactly one authoritative version as soon as there is an official one. */
function requireOneAuthoritative(next: BelievedText, others: readonly BelievedText[]): void {
  const holder = others.find(({ authoritative, validTo }) => authoritative && validTo === null);
  if (next.authoritative && next.status !== 'official')
    throw new DomainError(
      'compendium.translation-authoritative',
      'invalid',
      `authoritative: a ${next.status} is not authoritative. Only an official version can be.`,
      { field: 'authoritative' },
    );
  if (next.authoritative && holder)
    throw new DomainError(
      'compendium.second-authoritative',
      'conflict',
      `authoritative: the ${holder.language} version is the authoritative one already, and there is exactly one. Enter this one as not authoritative.`,
      { field: 'authoritative', language: holder.language },
    );
  if (next.status === 'official' && !next.authoritative && !holder)
    throw new DomainError(
      'compendium.no-authoritative',
      'conflict',
      'authoritative: the document would have official texts and none that is authoritative. Enter the authoritative version first, or say that this one is.',
      { field: 'authoritative' },
    );
}

/** @returns the versions of all languages as they are believed now, by language and version */
async function believedTexts(tx: EntityManager, id: InstrumentId): Promise<BelievedText[]> {
  return tx.query<BelievedText[]>(
    `select row_id as "rowId", language, version, title, body, kept_at as "keptAt", sha256, status, authoritative,
       iso(published_at) as "publishedAt", iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source
     from instrument_text where instrument_id = $1 and superseded_at is null order by language, version`,
    [id],
  );
}

function saysTheSame(a: BelievedText, b: BelievedText): boolean {
  const { rowId: _a, body: _bodyA, source: _sourceA, ...left } = a;
  const { rowId: _b, body: _bodyB, source: _sourceB, ...right } = b;
  return JSON.stringify(Object.entries(left).sort()) === JSON.stringify(Object.entries(right).sort());
}

function textRow(id: InstrumentId, text: BelievedText) {
  return {
    instrument_id: id,
    language: text.language,
    version: text.version,
    title: text.title,
    body: text.body,
    kept_at: text.keptAt,
    sha256: text.sha256,
    status: text.status,
    authoritative: text.authoritative,
    published_at: text.publishedAt,
    valid_from: text.validFrom,
    valid_to: text.validTo,
    source: text.source,
  };
}
