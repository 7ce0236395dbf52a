import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, Engine, LegalClock, Sweeper, TimeMachine } from '../../../engine/index.js';
import type { CaseId, CommandId } from '../../../kernel/ids.js';
import type { Json } from '../../../kernel/json.js';
import type { Actor } from '../../../kernel/workflow.js';
import { Addressees } from '../addressees.js';
import type { Unreached } from '../own-side.js';
import { UNREACHABLE } from './owing.observer.js';
import { type Owing, knowingOtherwise, markAsked, notAsked, owingCodes } from './owing.store.js';
import { nextChange, reachMark } from './reach.queries.js';

/** Acts where Plenum itself notes that a party is reached, or is not. */
export const REACH: Actor = { kind: 'system', id: 'reach', name: 'Plenum' };

const REACHABLE = 'note-reachable';

/**
 * Tells the cases under way when nobody of whom something is due can be reached by mail, and when somebody can again: mail comes back,
 * somebody is away or back, a contact is replaced, there is none at all. It compares what the cases know with what the registry says, so that
 * a change missed in a crash is found the next time. A change of a case asks about its own codes; a change in the registry about every code,
 * and finds the cases that know otherwise; nothing is read again as long as nothing has changed.
 *
 * The word of a person stands as long as the registry says what it said when the person spoke.
 */
@Injectable()
export class Reach implements OnModuleInit {
  private seen = '';

  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly clock: LegalClock,
    private readonly addressees: Addressees,
    private readonly sweeper: Sweeper,
    private readonly timeMachine: TimeMachine,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('tell cases whom nothing reaches', () => this.tellCases());
    this.timeMachine.register({
      next: () => nextChange(this.dataSource.manager),
      ring: () => this.tellCases(),
    });
  }

  /** Tells every case under way what it does not know yet. Called twice it tells once. */
  async tellCases(): Promise<void> {
    const { manager } = this.dataSource;
    const mark = await reachMark(manager);
    const changed = await notAsked(manager);
    const codes = mark === this.seen ? changed.map(({ code }) => code) : await owingCodes(manager);
    const now = await this.clock.now(manager);
    const unreached = new Map<string, Unreached>();
    for (const code of new Set(codes)) {
      const why = await this.addressees.unreachedAt(manager, code, now);
      if (why !== null) unreached.set(code, why);
    }
    const others = mark === this.seen ? [] : await knowingOtherwise(manager, [...unreached.keys()]);
    await this.tellEach(eachOnce([...changed, ...others]), unreached);
    this.seen = mark;
  }

  private async tellEach(rows: readonly Owing[], unreached: ReadonlyMap<string, Unreached>): Promise<void> {
    const faults: unknown[] = [];
    const told: Owing[] = [];
    for (const one of rows)
      await this.tell(one, unreached.get(one.code) ?? null).then(
        () => told.push(one),
        (fault: unknown) => faults.push(fault), // one case holds up no other
      );
    await markAsked(this.dataSource.manager, told);
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} cases could not be told`);
  }

  private async tell({ caseId, revision, code, known }: Owing, why: Unreached | null): Promise<void> {
    if (known === (why === null ? 'reached' : 'unreachable')) return;
    if (await this.isPersonsWord(caseId, code, why)) return;
    const type = why === null ? REACHABLE : UNREACHABLE;
    await this.engine.submit({
      caseId,
      type,
      commandId: `reach/${caseId}/${revision}/${code}/${why ?? 'reached'}` as CommandId, // the same of every process that looks
      actor: REACH,
      payload: why === null ? { party: code } : { party: code, why },
    });
  }

  private async isPersonsWord(caseId: CaseId, code: string, why: Unreached | null): Promise<boolean> {
    const last = (await this.cases.commands(caseId)).findLast(
      ({ type, status, payload }) =>
        (type === UNREACHABLE || type === REACHABLE) && status === 'accepted' && partyIn(payload) === code,
    );
    if (!last || last.actor.kind === 'system') return false;
    const then = await this.addressees.unreachedAt(this.dataSource.manager, code, last.receivedAt);
    return (then === null) === (why === null);
  }
}

function eachOnce(rows: readonly Owing[]): readonly Owing[] {
  return [...new Map(rows.map((row) => [`${row.caseId}/${row.code}`, row])).values()];
}

function partyIn(payload: Json): Json | undefined {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    ? (payload as { readonly party?: Json }).party // an object, and no list
    : undefined;
}
