import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LegalClock } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { changing } from './acts/changing.js';
import { insertRow, supersedeRow } from './acts/compendium.store.js';
import { annulInstrument, endInstrument } from './acts/ending.acts.js';
import { requireWhich } from './acts/finding.queries.js';
import { addInstrument, correctInstrument, findSame, publishInstrument } from './acts/instrument.acts.js';
import { relateInstruments } from './acts/relation.acts.js';
import { putText } from './acts/text.acts.js';
import type {
  Annulment,
  Conclusion,
  Correction,
  NewInstrument,
  NewRelation,
  NewText,
  OfficialLanguage,
  Publication,
} from './compendium.dto.js';
import type { InstrumentId } from './compendium.types.js';

/** What became of a change: of which document, and whether anything is different now. */
export interface Change {
  readonly id: InstrumentId;
  readonly changed: boolean;
}

interface LanguageEntry {
  readonly rowId: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly source: string;
}

/** The Secretariat's changes to the Compendium, one at a time. `which` is an id, a number in any style, or a title. */
@Injectable()
export class Instruments {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /** Enters a document. @throws DomainError `compendium.entered-already`, `compendium.number-taken`, `compendium.effective-before-adoption` */
  async add(given: NewInstrument): Promise<Change> {
    return changing(this.dataSource, this.clock, async (tx, now) => {
      await requireNew(tx, given);
      return { id: await addInstrument(tx, given, now), changed: true };
    });
  }

  /** As {@link add}; a document that is entered already in exactly these words, source included, is left as it is. */
  async addOnce(given: NewInstrument): Promise<Change> {
    return changing(this.dataSource, this.clock, async (tx, now) => {
      const same = await findSame(tx, given);
      if (same !== null) return { id: same, changed: false };
      await requireNew(tx, given);
      return { id: await addInstrument(tx, given, now), changed: true };
    });
  }

  /** Corrects what is said of a document. @throws as {@link add}; DomainError `compendium.unknown` */
  async correct(which: string, given: Correction): Promise<Change> {
    return this.changeOf(which, (tx, id, now) => correctInstrument(tx, id, given, now));
  }

  /** Enters a language version. @throws DomainError `compendium.text-published`, `compendium.second-authoritative` and the like */
  async putText(which: string, given: NewText): Promise<Change & { version: number; sha256: string | null }> {
    return changing(this.dataSource, this.clock, async (tx, now) => {
      const id = await requireWhich(tx, which);
      return { id, ...(await putText(tx, id, given, now)) };
    });
  }

  /** Says how a document bears on an earlier one. @throws DomainError `compendium.unknown`, `compendium.relation-cycle` */
  async relate(which: string, { to, ...given }: NewRelation): Promise<Change> {
    return this.changeOf(which, async (tx, fromId, now) => {
      const toId = await requireWhich(tx, to, 'to');
      return relateInstruments(tx, { ...given, fromId, toId }, now);
    });
  }

  /** Publishes a document with its official texts. @throws DomainError `compendium.published-already` */
  async publish(which: string, given: Publication): Promise<Change> {
    return this.changeOf(which, (tx, id, now) => publishInstrument(tx, id, given, now));
  }

  /** Says that a document was never adopted. @throws DomainError `compendium.not-declared` */
  async annul(which: string, given: Annulment): Promise<Change> {
    return this.changeOf(which, async (tx, id, now) => {
      await annulInstrument(tx, id, given, now);
      return true;
    });
  }

  /** Brings a document to a conclusion, or says that its terms no longer apply. @throws DomainError `compendium.not-in-force` */
  async conclude(which: string, given: Conclusion): Promise<Change> {
    return this.changeOf(which, (tx, id, now) => endInstrument(tx, id, { ...given, causeId: null }, now));
  }

  /** Says from when, and until when, a language is official; takes over from an entry of that language in force then. Said twice it changes nothing. */
  async setLanguage({ language, validFrom, validTo, source }: OfficialLanguage): Promise<void> {
    await changing(this.dataSource, this.clock, async (tx, now) => {
      const [before] = await tx.query<LanguageEntry[]>(
        `select row_id as "rowId", iso(valid_from) as "validFrom", iso(valid_to) as "validTo", source from official_language
         where language = $1 and superseded_at is null and valid_from <= $2 and (valid_to is null or valid_to > $2)`,
        [language, validFrom],
      );
      if (before?.validFrom === validFrom && before.validTo === validTo && before.source === source) return;
      if (before) await supersedeRow(tx, 'official_language', before.rowId, now);
      if (before && before.validFrom < validFrom) {
        const kept = { language, valid_from: before.validFrom, valid_to: validFrom, source: before.source };
        await insertRow(tx, 'official_language', kept, now);
      }
      const row = { language, valid_from: validFrom, valid_to: validTo, source };
      await insertRow(tx, 'official_language', row, now);
    });
  }

  private async changeOf(
    which: string,
    act: (tx: EntityManager, id: InstrumentId, now: Instant) => Promise<boolean>,
  ): Promise<Change> {
    return changing(this.dataSource, this.clock, async (tx, now) => {
      const id = await requireWhich(tx, which);
      return { id, changed: await act(tx, id, now) };
    });
  }
}

/** Without a number, the same title adopted on the same day is the same document; one with a number is known by that. */
async function requireNew(tx: EntityManager, { title, adopted, number }: NewInstrument): Promise<void> {
  if (number !== null) return;
  const [same] = await tx.query<{ id: string }[]>(
    `select id from instrument where title = $1 and adopted_at is not distinct from $2::timestamptz and superseded_at is null limit 1`,
    [title, adopted?.at ?? null],
  );
  if (!same) return;
  throw new DomainError(
    'compendium.entered-already',
    'conflict',
    `title: «${title}», adopted that day, is in the Compendium already (${same.id}). Correct that one, or give this one its own title.`,
    { field: 'title', id: same.id },
  );
}
