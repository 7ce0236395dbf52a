import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { DomainError } from '../../../kernel/domain-error.js';
import type { Instant } from '../../../kernel/instant.js';
import { endFact, insertFact, replaceFact } from '../../registry/index.js';
import { type BrokenRule, type SeatSpan, brokenRules } from '../composition/composition.rules.js';
import { mergedSeats } from '../composition/merger.rules.js';
import { covers } from '../composition/span.js';
import type { Merger, NewOrgan } from '../organ.dto.js';
import type { Capacity, Organ } from '../organ.types.js';
import { requireUnbroken } from '../organs.errors.js';
import { allOrgans, organsAt, requireOrgan, successorOf } from '../organs.queries.js';
import { clearSeats, groundOf, inTurn, organRow, seatRow } from '../organs.store.js';
import { type Pending, PendingRegistry } from './pending.registry.js';

/** A seat that moves to the new organ. */
export interface MovedSeat {
  readonly party: string;
  readonly capacity: Capacity;
  readonly contactId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** what the party was in the old organs: `PC: member` */
  readonly was: readonly string[];
}

/** What a merger does, or would do. */
export interface MergerPlan {
  readonly ends: readonly string[];
  readonly begins: NewOrgan;
  readonly seats: readonly MovedSeat[];
  /** rules of the new organ that stand in the way; a merger with any is refused */
  readonly broken: readonly BrokenRule[];
  /** codes of organs that belong to one that ends, and then to the new one */
  readonly children: readonly string[];
  /** what waits for the organs that end and is addressed to the new one from then on */
  readonly pending: readonly Pending[];
}

/** Mergers of organs: several end, one begins with their seats and with all that waits for them. */
@Injectable()
export class Mergers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pending: PendingRegistry,
  ) {}

  /**
   * Shows what a merger would do, and does nothing.
   *
   * @throws DomainError as {@link merge}, except that broken rules are listed and not thrown
   */
  async preview(merger: Merger): Promise<MergerPlan> {
    return (await this.prepare(this.dataSource.manager, merger)).plan;
  }

  /**
   * Merges organs (source of the case of the KP: Washington communiqué 2012, paragraph 33). The old ones end, the new one begins with
   * them as its predecessors; who sat in several sits once, in the highest capacity; `successorOf` answers the new one from then on.
   *
   * @returns what was done; `changed` is false when these organs are merged into that one already, and nothing else is done
   * @throws DomainError `organs.unknown-organ`; `organs.not-at-that-time` for one that has ended; `organs.already-merged`, naming its successor;
   *   `organs.merger-into-itself`; `organs.code-in-use`; or the code of a rule of the new organ that the seats would break
   */
  async merge(merger: Merger, tx?: EntityManager): Promise<MergerPlan & { readonly changed: boolean }> {
    return inTurn(this.dataSource, tx, async (inner) => {
      if (await isDone(inner, merger)) return { ...nothing(merger), changed: false };
      const prepared = await this.prepare(inner, merger);
      requireUnbroken(prepared.plan.broken);
      await carryOut(inner, merger, prepared);
      return { ...prepared.plan, changed: true };
    });
  }

  private async prepare(tx: EntityManager, merger: Merger): Promise<Prepared> {
    const { from, at } = merger;
    await requireFreeCode(tx, merger);
    const organs: Organ[] = [];
    for (const code of from) {
      await requireNotMerged(tx, code, at);
      organs.push(await requireOrgan(tx, code, at));
    }
    const ground = await groundOf(tx);
    const moving = ground.seats.filter(
      ({ organ, validTo }) => from.includes(organ) && (validTo === null || validTo > at),
    );
    const seats = mergedSeats(moving, merger.into.code, at);
    const after = { ...ground, seats: [...ground.seats.filter((seat) => !moving.includes(seat)), ...seats] };
    const children = (await organsAt(tx, at)).filter(
      ({ parent }) => parent !== null && from.includes(parent),
    );
    const plan = {
      ends: from,
      begins: newOrgan(merger, organs),
      seats: seats.map((seat) => movedSeat(seat, moving)),
      broken: distinct(seats.flatMap((seat) => brokenRules(seat, after))),
      children: children.map(({ code }) => code),
      pending: await this.pending.waitingFor(tx, from, at),
    };
    return { plan, seats, children };
  }
}

/** A merger thought through: what it will do, and the rows that it will write. */
interface Prepared {
  readonly plan: MergerPlan;
  readonly seats: readonly SeatSpan[];
  readonly children: readonly Organ[];
}

async function carryOut(
  tx: EntityManager,
  merger: Merger,
  { plan, seats, children }: Prepared,
): Promise<void> {
  const { from, at, source } = merger;
  await clearSeats(tx, from, at);
  for (const code of from) if (!(await endFact(tx, 'organ', code, at))) throw beganThen(code, at);
  await insertFact(tx, 'organ', organRow(plan.begins, from));
  for (const seat of seats) await insertFact(tx, 'seat', seatRow({ ...seat, source }));
  for (const child of children) await moveChild(tx, child, plan.begins);
}

/** @param moving seats of the old organs */
function movedSeat(
  { party, capacity, contactId, validFrom, validTo }: SeatSpan,
  moving: readonly SeatSpan[],
): MovedSeat {
  const was = moving.filter((seat) => seat.party === party).map((seat) => `${seat.organ}: ${seat.capacity}`);
  return { party, capacity, contactId, validFrom, validTo, was };
}

async function moveChild(
  tx: EntityManager,
  child: Organ,
  { code, validFrom, source }: NewOrgan,
): Promise<void> {
  const { predecessors, ...organ } = child;
  await replaceFact(tx, 'organ', organRow({ ...organ, parent: code, validFrom, source }, predecessors));
}

function newOrgan({ into, at, source }: Merger, [first]: readonly Organ[]): NewOrgan {
  return {
    code: into.code,
    name: into.name,
    kind: into.kind ?? first?.kind ?? 'committee',
    parent: into.parent === undefined ? (first?.parent ?? null) : into.parent,
    validFrom: at,
    validTo: null,
    source,
    note: '',
  };
}

async function requireFreeCode(tx: EntityManager, { from, into, at }: Merger): Promise<void> {
  if (from.includes(into.code))
    throw new DomainError(
      'organs.merger-into-itself',
      'invalid',
      `into: ${into.code} is one of the organs that end. Give the new organ a code of its own.`,
      { field: 'into', organ: into.code },
    );
  const taken = (await allOrgans(tx)).find(
    ({ code, validTo }) => code === into.code && (validTo === null || validTo > at),
  );
  if (!taken) return;
  throw new DomainError(
    'organs.code-in-use',
    'conflict',
    `into: the code ${into.code} is in use from ${taken.validFrom} (${taken.name}). Give the new organ another code.`,
    { field: 'into', organ: into.code },
  );
}

/** An organ may be founded anew under the code of one that was merged; then it is another. */
async function requireNotMerged(tx: EntityManager, code: string, at: Instant): Promise<void> {
  const organs = await allOrgans(tx);
  const successor = organs.find(({ predecessors }) => predecessors.includes(code));
  const isAnother =
    organs.some((one) => one.code === code && covers(one, at)) && (successor?.validFrom ?? '') <= at;
  if (!successor || isAnother) return;
  throw new DomainError(
    'organs.already-merged',
    'conflict',
    `from: ${code} was merged into ${successor.code} (${successor.name}) at ${successor.validFrom}. Name ${successor.code}, from then on.`,
    { field: 'from', organ: code, successor: successor.code },
  );
}

/** Whether the merger stands in the records already: the organ exists then, merged from these organs and no other. */
async function isDone(tx: EntityManager, { from, into, at }: Merger): Promise<boolean> {
  const known = (await allOrgans(tx)).some(({ code }) => code === into.code);
  const organ = known ? await successorOf(tx, into.code, at) : null;
  const same = (codes: readonly string[]): string => [...codes].sort().join(' ');
  return organ?.code === into.code && same(organ.predecessors) === same(from);
}

function nothing({ from, into, at, source }: Merger): MergerPlan {
  const begins = newOrgan({ from, into, at, source }, []);
  return { ends: from, begins, seats: [], broken: [], children: [], pending: [] };
}

/** One seat too many breaks a rule for each of the seats it is counted with; it is named once. */
function distinct(broken: readonly BrokenRule[]): BrokenRule[] {
  return broken.filter(
    ({ rule, message }, index) =>
      broken.findIndex((one) => one.rule === rule && one.message === message) === index,
  );
}

function beganThen(code: string, at: string): DomainError {
  return new DomainError(
    'organs.nothing-to-end',
    'conflict',
    `at: ${code} begins at ${at}, so it cannot end there. Name a later instant.`,
    { field: 'at', organ: code, at },
  );
}
