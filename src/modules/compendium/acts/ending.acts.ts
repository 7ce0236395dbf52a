/** How documents end: concluded, lapsed, superseded; or annulled, as if they had never been. */
import type { EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Annulment } from '../compendium.dto.js';
import type { InstrumentId } from '../compendium.types.js';
import {
  type EndingAct,
  annulledTimeline,
  endedTimeline,
  isAnnulled,
  rebuiltTimeline,
  standingAt,
} from '../rules/standing.rules.js';
import { requireInstrument, timelineOf, writeTimeline } from './compendium.store.js';
import { standingFacts } from './instrument.checks.js';

/**
 * Ends a document: brought to a conclusion, its terms no longer apply, or another took its place.
 *
 * @returns whether anything changed; false when it ended in that way before
 * @throws DomainError `compendium.unknown`, `compendium.not-in-force` saying in what standing it was
 */
export async function endInstrument(
  tx: EntityManager,
  id: InstrumentId,
  act: EndingAct,
  now: Instant,
): Promise<boolean> {
  const { title } = await requireInstrument(tx, id);
  const timeline = await timelineOf(tx, id);
  const running = standingAt(timeline, act.at);
  if (running?.standing === act.standing) return false;
  const ended = endedTimeline(timeline, act);
  if (ended) return writeTimeline(tx, id, ended, now);
  const standing = running ? `${running.standing} since ${running.validFrom}` : 'not known to be in force';
  throw new DomainError(
    'compendium.not-in-force',
    'conflict',
    `at: «${title}» was ${standing} at ${act.at}; only what is in force can end. Check the document and the instant.`,
    { field: 'at', standing: running?.standing ?? null },
  );
}

/**
 * Says that a document was never adopted. What rested on it, such as the end of a document it was to supersede, no longer counts.
 *
 * @throws DomainError `compendium.unknown`; `compendium.not-declared` when nothing says it was ever adopted, or that is annulled
 *   already; `compendium.annulled-before-adoption`
 */
export async function annulInstrument(
  tx: EntityManager,
  id: InstrumentId,
  act: Annulment,
  now: Instant,
): Promise<void> {
  const { title, adoptedAt } = await requireInstrument(tx, id);
  const timeline = await timelineOf(tx, id);
  const annulled = adoptedAt === null ? null : annulledTimeline(timeline, act);
  if (!annulled || adoptedAt === null)
    throw new DomainError(
      'compendium.not-declared',
      'conflict',
      `«${title}» ${isAnnulled(timeline) ? 'is annulled already' : 'was never declared adopted'}, so there is nothing to annul.`,
    );
  if (act.at < adoptedAt)
    throw new DomainError(
      'compendium.annulled-before-adoption',
      'invalid',
      `at: «${title}» was declared adopted at ${adoptedAt}; it cannot be annulled at ${act.at}, before that. Check the instant.`,
      { field: 'at' },
    );
  await writeTimeline(tx, id, annulled, now);
  await undoEndsBy(tx, id, now);
}

/** Documents that the annulled one had ended are as they would be without it. */
async function undoEndsBy(tx: EntityManager, causeId: InstrumentId, now: Instant): Promise<void> {
  const ended = await tx.query<{ id: InstrumentId }[]>(
    'select distinct instrument_id as id from instrument_standing where cause_id = $1 and superseded_at is null',
    [causeId],
  );
  for (const { id } of ended) {
    const facts = standingFacts(await requireInstrument(tx, id));
    await writeTimeline(tx, id, rebuiltTimeline(facts, await timelineOf(tx, id), causeId), now);
  }
}
