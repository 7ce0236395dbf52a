import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type CaseFile, CaseReader, type CommandOutcome, Engine, LegalClock } from '../../../engine/index.js';
import type { CommandId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { type Json, canonicalJson } from '../../../kernel/json.js';
import type { Actor } from '../../../kernel/workflow.js';
import { Addressees } from '../addressees.js';
import { BulkCases } from './bulk-cases.js';
import { dueIn, reminderOf } from './bulk-due.js';
import { type BulkList, type Meant, leave, meantBy, onlyChosen } from './bulk-list.js';
import type {
  BulkFilter,
  BulkLine,
  BulkOutcome,
  BulkPlan,
  BulkPreview,
  LeftOut,
  ShownBulk,
} from './bulk-reminder.dto.js';
import { requireDecided, requireFresh, requireKnown, requireSameList } from './bulk-reminder.errors.js';
import {
  type StoredBulk,
  findBulk,
  insertBulk,
  lockBulk,
  saveOutcome,
  savePlan,
} from './bulk-reminder.store.js';

/**
 * Reminders to many in two steps: the exact recipients are shown and kept, and then exactly those are written to. What has changed
 * meanwhile is left out and reported; nobody is added.
 */
@Injectable()
export class BulkReminders {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly clock: LegalClock,
    private readonly found: BulkCases,
    private readonly addressees: Addressees,
  ) {}

  /**
   * @param filter whom to remind
   * @param actor who asks
   * @returns everybody who would be written to, and what is left out; kept for an hour under an id. Nothing is sent.
   * @throws DomainError `bulk.unknown-workflow` naming those that there are; `bulk.unknown-case`; `bulk.too-many`
   */
  async preview(filter: BulkFilter, actor: Actor): Promise<BulkPreview> {
    const files = await this.found.filesFor(filter);
    return this.dataSource.transaction(async (tx) => {
      const now = await this.clock.now(tx);
      const all = await this.listFor(tx, files, await meantBy(tx, filter, now), now);
      const list = onlyChosen(all, filter.contacts);
      return presented(await insertBulk(tx, { hash: hashOf(list), ...list }, actor.id));
    });
  }

  /** @returns a list that was shown, whether it can still be sent, and what became of it @throws DomainError `bulk.unknown` */
  async read(id: string): Promise<ShownBulk> {
    const shown = requireKnown(await findBulk(this.dataSource.manager, id), id);
    const { expired, outcome } = shown;
    return { ...presented(shown), expired, outcome };
  }

  /**
   * Sends what was shown: a command `remind` to each case, for exactly the contacts on the list. A repeat sends nothing again and
   * answers the same. Reminders of duties then wait for the mail of the day
   * of their recipients; those of written procedures go at once.
   *
   * @param id of the list
   * @param hash of the list, where the sender wants to be sure of it; null: the id is enough
   * @returns what was sent, and what was left out and why
   * @throws DomainError `bulk.unknown`, `bulk.expired`, `bulk.other-list`; `bulk.not-decided` while a case has not decided: nothing is
   *   kept as its outcome then, and a repeat reads the settled one
   */
  async send(id: string, hash: string | null, actor: Actor): Promise<BulkOutcome> {
    const { plan, outcome } = await this.dataSource.transaction((tx) => this.planned(tx, id, hash, actor));
    if (outcome) return outcome;
    const sent: BulkLine[] = [];
    const leftOut = [...plan.leftOut];
    const undecided: BulkLine[] = [];
    for (const lines of byDuty(plan.lines)) {
      const { status, refusal } = await this.remind(id, plan.actor, lines);
      if (status === 'accepted') sent.push(...lines);
      else if (status === 'refused')
        leftOut.push(...lines.map((line) => leave(line, refusal?.message ?? 'the case refused it')));
      else undecided.push(...lines);
    }
    requireDecided(id, undecided);
    return saveOutcome(this.dataSource.manager, id, { id, sent, leftOut });
  }

  /** What goes out is fixed before the first of it does, so that a repeat after a crash sends the same. */
  private async planned(
    tx: EntityManager,
    id: string,
    hash: string | null,
    actor: Actor,
  ): Promise<{ readonly plan: BulkPlan; readonly outcome: BulkOutcome | null }> {
    const shown = requireKnown(await lockBulk(tx, id), id);
    requireSameList(shown, hash);
    if (shown.plan) return { plan: shown.plan, outcome: shown.outcome };
    requireFresh(shown);
    const plan = { actor, ...(await this.stillRight(tx, shown)) };
    await savePlan(tx, id, plan);
    return { plan, outcome: null };
  }

  /** @returns the lines that would be shown again now, and the others with what has changed */
  private async stillRight(tx: EntityManager, { lines }: StoredBulk): Promise<BulkList> {
    const now = await this.clock.now(tx);
    const kept: BulkLine[] = [];
    const leftOut: LeftOut[] = [];
    for (const group of byDuty(lines)) {
      const [first] = group;
      if (!first) continue;
      const file = await this.cases.view(first.caseId, tx);
      const due = dueIn(file, { late: false, of: [] }, now).find(({ id }) => id === first.duty);
      const fresh: BulkList = due ? await due.list(tx, this.addressees) : { lines: [], leftOut: [] };
      for (const line of group) {
        const same = fresh.lines.find(({ contact }) => contact === line.contact);
        const reason = due ? whyOther(line, same, fresh) : 'it is not awaited any more';
        if (same && same.address === line.address) kept.push(line);
        else leftOut.push(leave(line, reason));
      }
    }
    return { lines: kept, leftOut };
  }

  /** @param lines of one duty, at least one @returns what became of the command */
  private async remind(id: string, actor: Actor, lines: readonly BulkLine[]): Promise<CommandOutcome> {
    const [first] = lines;
    if (!first) throw new Error('a reminder without a line');
    const { caseId, duty } = first;
    return this.engine.submit({
      caseId,
      type: 'remind',
      commandId: `bulk/${id}/${caseId}/${duty}` as CommandId,
      actor,
      payload: reminderOf(lines),
    });
  }

  private async listFor(
    tx: EntityManager,
    files: readonly CaseFile[],
    meant: Meant,
    now: Instant,
  ): Promise<BulkList> {
    const lists: BulkList[] = [];
    for (const file of files)
      for (const due of dueIn(file, meant, now)) lists.push(await due.list(tx, this.addressees));
    return { lines: lists.flatMap(({ lines }) => lines), leftOut: lists.flatMap(({ leftOut }) => leftOut) };
  }
}

/** Of everything that was shown: who gets one, and who gets none and why. */
function hashOf({ lines, leftOut }: BulkList): string {
  return createHash('sha256')
    .update(canonicalJson({ lines, leftOut } as unknown as Json)) // both are plain JSON by their schemas
    .digest('hex');
}

function byDuty(lines: readonly BulkLine[]): readonly (readonly BulkLine[])[] {
  const groups = new Map<string, BulkLine[]>();
  for (const line of lines) {
    const key = `${line.caseId}/${line.duty}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

function whyOther(
  { contact, address }: BulkLine,
  same: BulkLine | undefined,
  { lines, leftOut }: BulkList,
): string {
  if (same) return `the address of ${contact} is no longer ${address}`;
  const own = leftOut.find((one) => one.contact === contact);
  const [nobody] = lines.length === 0 ? leftOut : [];
  return (own ?? nobody)?.reason ?? `${contact} is not who it would go to now`;
}

function presented({ id, hash, expiresAt, lines, leftOut }: StoredBulk): BulkPreview {
  return { id, hash, expiresAt, lines, leftOut };
}
