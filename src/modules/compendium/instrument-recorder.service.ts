import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { z } from 'zod';
import { LegalClock } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import { parseInput } from '../../kernel/parse.js';
import { changing } from './acts/changing.js';
import { timelineOf, writeTimeline } from './acts/compendium.store.js';
import { endInstrument } from './acts/ending.acts.js';
import { addInstrument, correctInstrument, publishInstrument } from './acts/instrument.acts.js';
import { complete, earlierVersion, matchOf, relatePredecessors } from './acts/matching.acts.js';
import { relateInstruments } from './acts/relation.acts.js';
import { type InstrumentOrder, instrumentOrderSchema, newInstrumentSchema } from './compendium.dto.js';
import type { InstrumentId } from './compendium.types.js';
import { isAnnulled, standingAt } from './rules/standing.rules.js';

/** What became of a clause: the document it is about, whether the Compendium says anything else now, and what in words. */
export interface Recorded {
  readonly id: InstrumentId | null;
  readonly changed: boolean;
  readonly what: string;
}

/** A measure on a Participant that rests on a document. */
export interface MeasureOrder {
  /** title or number of the document */
  readonly instrument: string;
  readonly action: 'lifted' | 'concluded' | 'continued';
  /** the instant of the decision */
  readonly at: Instant;
  readonly meeting: string;
  readonly paragraph: number | null;
  readonly source: string;
}

/**
 * What clauses of a communiqué say of documents, written into the Compendium. Said twice, or of what is in the Compendium
 * already, it changes nothing.
 */
@Injectable()
export class InstrumentRecorder {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: LegalClock,
  ) {}

  /**
   * Records what a clause of kind `instrument` says. The document is matched by its number, else by its title: for an adoption or
   * amendment among those of the same year, otherwise the one in force.
   *
   * @param given the clause's fact with its meeting, paragraph and instant
   * @returns what became of it
   * @throws InvalidInput naming the faulty fields; DomainError `compendium.bad-number`, `compendium.relation-cycle`
   */
  async recordInstrument(given: z.input<typeof instrumentOrderSchema>): Promise<Recorded> {
    const order = parseInput(instrumentOrderSchema, given, 'instrument');
    return changing(this.dataSource, this.clock, async (tx, now) => {
      const id = await matchOf(tx, order);
      switch (order.action) {
        case 'adopted':
        case 'amended':
          return id ? knownAlready(tx, id, order, now) : entered(tx, order, now);
        case 'concluded':
        case 'lapsed':
          return id ? ended(tx, id, order.action, order, now) : enteredAsEnded(tx, order, order.action, now);
        case 'highlighted':
          return id ? nothing(id, 'it is in the Compendium') : mentioned(tx, order, now);
      }
    });
  }

  /** Records what a clause of kind `measure` says: a lifted measure lets the terms of its document lapse, a concluded one ends it. */
  async recordMeasure({ instrument, action, at, ...rest }: MeasureOrder): Promise<Recorded> {
    if (action === 'continued') return nothing(null, 'a measure that continues changes no document');
    return changing(this.dataSource, this.clock, async (tx, now) => {
      const id = await matchOf(tx, { title: instrument, number: null, action, adoptedAt: at });
      if (!id) return nothing(null, `no document is known as «${instrument}»`);
      const standing = action === 'lifted' ? 'lapsed' : 'concluded';
      return ended(tx, id, standing, { ...rest, adoptedAt: at, effectiveAt: null }, now);
    });
  }

  /**
   * Publishes what a meeting adopted, when its communiqué is published.
   *
   * @param meeting its reference, as in the orders
   * @param at the instant of publication
   * @returns the documents that were not published before
   */
  async published({
    meeting,
    at,
  }: {
    readonly meeting: string;
    readonly at: Instant;
  }): Promise<InstrumentId[]> {
    return changing(this.dataSource, this.clock, async (tx, now) => {
      const rows = await tx.query<{ id: InstrumentId }[]>(
        `select id from instrument where adopted_by = 'meeting' and adopted_in = $1 and published_at is null and superseded_at is null
         order by id`,
        [meeting],
      );
      for (const { id } of rows)
        await publishInstrument(tx, id, { at, source: `communiqué of ${meeting}` }, now);
      return rows.map(({ id }) => id);
    });
  }
}

async function entered(tx: EntityManager, order: InstrumentOrder, now: Instant): Promise<Recorded> {
  const { adoptedAt, effectiveAt, meeting, paragraph } = order;
  const before = order.action === 'amended' ? await earlierVersion(tx, order) : null;
  const document = newDocument(order, {
    adoptedBy: 'meeting',
    adopted: adoptedAt,
    adoptedIn: meeting,
    adoptedParagraph: paragraph,
    effective: effectiveAt,
  });
  const id = await addInstrument(tx, document, now);
  if (before) {
    const relation = {
      fromId: id,
      kind: 'amends' as const,
      toId: before,
      since: null,
      paragraph,
      source: order.source,
    };
    await relateInstruments(tx, relation, now);
  } else await relatePredecessors(tx, id, order, now);
  return { id, changed: true, what: before ? 'entered, with what it amends' : 'entered' };
}

/** Fills in what the Compendium did not know of a document that it has. */
async function knownAlready(
  tx: EntityManager,
  id: InstrumentId,
  order: InstrumentOrder,
  now: Instant,
): Promise<Recorded> {
  const correction = await complete(tx, id, order);
  const corrected = correction !== null && (await correctInstrument(tx, id, correction, now));
  const related = order.action === 'adopted' && (await relatePredecessors(tx, id, order, now));
  if (corrected || related) return { id, changed: true, what: 'completed' };
  return nothing(id, 'it is in the Compendium with all that the clause says');
}

async function ended(
  tx: EntityManager,
  id: InstrumentId,
  standing: 'concluded' | 'lapsed',
  order: Pick<InstrumentOrder, 'adoptedAt' | 'effectiveAt' | 'meeting' | 'paragraph' | 'source'>,
  now: Instant,
): Promise<Recorded> {
  const at = order.effectiveAt ?? order.adoptedAt;
  const timeline = await timelineOf(tx, id);
  const running = standingAt(timeline, at);
  if (timeline.length === 0 || isAnnulled(timeline))
    return nothing(
      id,
      timeline.length === 0 ? 'nothing says it was in force' : 'it is annulled: it never held',
    );
  if (running?.standing !== 'in-force' && running?.standing !== 'adopted')
    return nothing(id, `it was ${running?.standing ?? 'not in force'} at ${at} already`);
  const reason = `${standing} by ${order.meeting}${order.paragraph === null ? '' : `, paragraph ${order.paragraph}`}`;
  const act = { at, standing, reason, causeId: null, source: order.source };
  return { id, changed: await endInstrument(tx, id, act, now), what: standing };
}

/** A document that is known by its end only: from then on it holds no more, and nothing is said of the time before. */
async function enteredAsEnded(
  tx: EntityManager,
  order: InstrumentOrder,
  standing: 'concluded' | 'lapsed',
  now: Instant,
): Promise<Recorded> {
  const id = await addInstrument(
    tx,
    newDocument(order, { note: `Known by its end only (${order.meeting}).` }),
    now,
  );
  const at = order.effectiveAt ?? order.adoptedAt;
  const reason = `${standing} by ${order.meeting}`;
  const { source } = order;
  const stretch = { standing, validFrom: at, validTo: null, reason, causeId: null, decidedAt: at, source };
  await writeTimeline(tx, id, [stretch], now);
  return { id, changed: true, what: `entered as ${standing}; when it was adopted is not known` };
}

async function mentioned(tx: EntityManager, order: InstrumentOrder, now: Instant): Promise<Recorded> {
  const note = `Known because ${order.meeting} highlighted it; when it was adopted is not known.`;
  const id = await addInstrument(tx, newDocument(order, { note }), now);
  return { id, changed: true, what: 'entered; when it was adopted is not known' };
}

function newDocument(order: InstrumentOrder, facts: object) {
  const { title, type, number, sunset, source } = order;
  return newInstrumentSchema.parse({ title, type, number, sunset, source, ...facts });
}

function nothing(id: InstrumentId | null, what: string): Recorded {
  return { id, changed: false, what };
}
