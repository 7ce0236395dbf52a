import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  CaseReader,
  Engine,
  LegalClock,
  Sweeper,
  TimeMachine,
  WorkflowRegistry,
} from '../../../engine/index.js';
import type { CommandId } from '../../../kernel/ids.js';
import type { Json } from '../../../kernel/json.js';
import type { Actor } from '../../../kernel/workflow.js';
import { Addressees } from '../addressees.js';
import type { Unreached } from '../own-side.js';
import { type OwingCase, nextChange, owingCases, reachMark } from './reach.queries.js';

/** Acts where Plenum itself notes that a party is reached, or is not. */
export const REACH: Actor = { kind: 'system', id: 'reach', name: 'Plenum' };

const UNREACHABLE = 'note-unreachable';
const REACHABLE = 'note-reachable';

/**
 * Tells the cases under way when nobody of whom something is due can be reached by mail, and when somebody can again: mail comes back,
 * somebody is away or back, a contact is replaced, there is none at all. It compares what the cases know with what the registry says, so that
 * a change missed in a crash is found the next time; nothing is read again as long as nothing has changed.
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
    private readonly workflows: WorkflowRegistry,
    private readonly addressees: Addressees,
    private readonly sweeper: Sweeper,
    private readonly timeMachine: TimeMachine,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('tell cases whom nothing reaches', () => this.tellCases());
    this.timeMachine.register({
      next: () => nextChange(this.dataSource.manager, this.listening()),
      ring: () => this.tellCases(),
    });
  }

  /** Tells every case under way what it does not know yet. Called twice it tells once. */
  async tellCases(): Promise<void> {
    const { manager } = this.dataSource;
    const mark = await reachMark(manager);
    if (mark === this.seen) return;
    const cases = await owingCases(manager, this.listening());
    const now = await this.clock.now(manager);
    const found = new Map<string, Unreached | null>();
    for (const code of new Set(cases.flatMap(codesOf)))
      found.set(code, await this.addressees.unreachedAt(manager, code, now));
    const faults: unknown[] = [];
    for (const one of cases)
      for (const code of codesOf(one))
        await this.tell(one, code, found.get(code) ?? null).catch((fault: unknown) => faults.push(fault)); // one case holds up no other
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} cases could not be told`);
    this.seen = mark;
  }

  private listening(): readonly string[] {
    return this.workflows
      .all()
      .filter(({ definition }) => Object.hasOwn(definition.commands, UNREACHABLE))
      .map(({ definition }) => definition.name);
  }

  private async tell(one: OwingCase, code: string, why: Unreached | null): Promise<void> {
    const known = one.duties
      .filter(({ from }) => from.includes(code))
      .map((duty) => duty.unreachable.includes(code));
    if (known.every((unreachable) => unreachable === (why !== null))) return;
    if (await this.isPersonsWord(one, code, why)) return;
    const type = why === null ? REACHABLE : UNREACHABLE;
    await this.engine.submit({
      caseId: one.caseId,
      type,
      commandId: `reach/${one.caseId}/${one.revision}/${code}/${why ?? 'reached'}` as CommandId, // the same of every process that looks
      actor: REACH,
      payload: why === null ? { party: code } : { party: code, why },
    });
  }

  private async isPersonsWord({ caseId }: OwingCase, code: string, why: Unreached | null): Promise<boolean> {
    const last = (await this.cases.commands(caseId)).findLast(
      ({ type, status, payload }) =>
        (type === UNREACHABLE || type === REACHABLE) && status === 'accepted' && partyIn(payload) === code,
    );
    if (!last || last.actor.kind === 'system') return false;
    const then = await this.addressees.unreachedAt(this.dataSource.manager, code, last.receivedAt);
    return (then === null) === (why === null);
  }
}

function codesOf({ duties }: OwingCase): readonly string[] {
  return [...new Set(duties.flatMap(({ from }) => from))];
}

function partyIn(payload: Json): Json | undefined {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    ? (payload as { readonly party?: Json }).party // an object, and no list
    : undefined;
}
