import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, Engine, LegalClock, Sweeper, TimeMachine } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { CaseId, CommandId } from '../../../kernel/ids.js';
import { type Instant, addMs } from '../../../kernel/instant.js';
import { refuse } from '../../../kernel/refusals.js';
import type { Actor, Refusal } from '../../../kernel/workflow.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { confirmedDraft, launchConditions } from '../../../../workflows/written-procedure/index.js';
import { RuleSets } from '../rule-sets.service.js';
import { contextOf } from '../written-procedure.view.js';
import {
  type KeptPlan,
  type LaunchPlan,
  NO_PLAN,
  type PendingLaunch,
  confirmedPayload,
} from './launch-plan.js';
import { type LaunchTrace, leaveTrace, tracesOf } from './launch-trace.store.js';
import {
  type Confirmation,
  type DueLaunch,
  confirmLaunch,
  countersignLaunch,
  dueLaunches,
  endLaunch,
  undoLaunch,
  findPlan,
  hastenLaunch,
  lockDue,
  nextLaunch,
  savePlan,
} from './launch-plan.store.js';

/**
 * The launch of a draft: what is chosen for it, and the moment in which a confirmed launch can be undone. A confirmed launch is a row
 * with an instant; the sweeper of any process gives the command when it has come, under one command id, so that twice is once. Until
 * then the case is a draft and nobody has been written to. Undoing leaves a trace with the plan, and none in the world. Where the rules ask
 * for a second person, the instant counts from the countersignature.
 */
@Injectable()
export class LaunchPlans implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly cases: CaseReader,
    private readonly clock: LegalClock,
    private readonly sweeper: Sweeper,
    private readonly timeMachine: TimeMachine,
    private readonly ruleSets: RuleSets,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'launchUndoMs'>,
  ) {}

  onModuleInit(): void {
    this.sweeper.register('launch what was confirmed', () => this.carryOut());
    this.timeMachine.register({
      next: () => nextLaunch(this.dataSource.manager),
      ring: () => this.carryOut(),
    });
  }

  /** @returns the plan kept for a draft; an empty one where nothing was chosen yet */
  async of(caseId: CaseId): Promise<KeptPlan> {
    return (await findPlan(this.dataSource.manager, caseId)) ?? NO_PLAN;
  }

  /** @returns what was done with the launches of a draft, the latest first */
  async traces(caseId: CaseId): Promise<readonly LaunchTrace[]> {
    return tracesOf(this.dataSource.manager, caseId);
  }

  /**
   * @param version the version of the plan that was read
   * @returns false when somebody else has saved meanwhile: then nothing was written
   * @throws DomainError `launch.pending` while a confirmed launch can still be undone
   */
  async save(caseId: CaseId, plan: LaunchPlan, version: number, by: Actor): Promise<boolean> {
    await this.requireQuiet(caseId);
    return savePlan(this.dataSource.manager, caseId, { plan, version, by });
  }

  /** @throws DomainError `launch.pending` while a confirmed launch can still be undone: its text and its plan stay as they are */
  async requireQuiet(caseId: CaseId): Promise<void> {
    const { pending } = await this.of(caseId);
    if (!pending) return;
    throw new DomainError(
      'launch.pending',
      'conflict',
      `${pending.by} has confirmed the launch, at ${pending.at}. Undo it first, then change the draft.`,
    );
  }

  /**
   * Confirms the launch: it is carried out after the moment to undo, on the authority that this person has then.
   *
   * @param read versions of plan and case that were shown to whoever confirms
   * @param needed which reasons there is cause for: one that was given before its cause was mended is not kept with the case
   * @returns the pending launch; one that was confirmed before stays as it is
   * @throws DomainError `launch.changed` when plan or case are others by now
   */
  async confirm(
    caseId: CaseId,
    read: { readonly version: number; readonly revision: number },
    by: Actor,
    commandId: CommandId,
    needed: NeededReasons = { departure: true, unreachedReason: true },
  ): Promise<PendingLaunch> {
    const { pending: earlier, plan: kept } = await this.of(caseId);
    if (earlier) return earlier;
    const plan = withoutIdleReasons(kept, needed);
    const at = await this.afterUndoing();
    const file = await this.cases.view(caseId);
    const awaitsCountersign = this.asksForSecond(plan);
    const confirmed = confirmedDraft(contextOf(file));
    const confirmation = { at, by, commandId, ...read, confirmed, awaitsCountersign, plan };
    const isConfirmed = file.revision === read.revision && (await this.noteConfirmed(caseId, confirmation));
    if (!isConfirmed)
      throw new DomainError(
        'launch.changed',
        'conflict',
        'The draft was changed while you were looking at it. Read it again, then confirm.',
      );
    if (this.configuration.launchUndoMs === 0 && !awaitsCountersign) await this.carryOut();
    return { at, byId: by.id, by: by.name, awaitsCountersign, countersignedBy: null };
  }

  /**
   * Countersigns a confirmed launch, where the rules ask for a second person; the moment to undo begins then.
   *
   * @param roles that the second person has now
   * @returns false when no launch waits for it any more
   * @throws DomainError `launch.second-person` for whoever confirmed it, `launch.not-of-secretariat` for whoever is not of the Secretariat
   */
  async countersign(caseId: CaseId, by: Actor, roles: readonly string[]): Promise<boolean> {
    const { pending } = await this.of(caseId);
    if (!pending?.awaitsCountersign) return false;
    requireSecond(pending, by, roles);
    const at = await this.afterUndoing();
    const done = await this.dataSource.transaction(async (tx) => {
      if (!(await countersignLaunch(tx, caseId, { by, at }))) return false;
      await leaveTrace(tx, caseId, { deed: 'countersigned', by: by.name });
      return true;
    });
    if (done && this.configuration.launchUndoMs === 0) await this.carryOut();
    return done;
  }

  /** Undoes a confirmed launch. @returns false when there is none, or it is being carried out already */
  async undo(caseId: CaseId, by: Actor): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await undoLaunch(tx, caseId))) return false;
      await leaveTrace(tx, caseId, { deed: 'undone', by: by.name });
      return true;
    });
  }

  /** Carries out a confirmed launch at once, without waiting longer. @returns false when there is none */
  async hasten(caseId: CaseId): Promise<boolean> {
    const found = await hastenLaunch(this.dataSource.manager, caseId);
    if (found) await this.carryOut();
    return found;
  }

  /** Launches what has come due by the law's clock. One that fails holds up no other; called twice it launches once. */
  async carryOut(): Promise<void> {
    const faults: unknown[] = [];
    for (const caseId of await dueLaunches(this.dataSource.manager))
      await this.carryOutOne(caseId).catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0) throw new AggregateError(faults, `${faults.length} launches failed`);
  }

  private async noteConfirmed(caseId: CaseId, confirmation: Confirmation): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await confirmLaunch(tx, caseId, confirmation))) return false;
      await leaveTrace(tx, caseId, { deed: 'confirmed', by: confirmation.by.name });
      return true;
    });
  }

  private async afterUndoing(): Promise<Instant> {
    return addMs(await this.clock.now(this.dataSource.manager), this.configuration.launchUndoMs);
  }

  private asksForSecond({ ruleSet }: LaunchPlan): boolean {
    const rules = this.ruleSets.all().find(({ id }) => id === ruleSet);
    return rules !== undefined && launchConditions(rules).countersign;
  }

  /** The row is held meanwhile: whoever undoes waits, and learns that it is too late. */
  private async carryOutOne(caseId: CaseId): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const due = await lockDue(tx, caseId);
      if (!due) return;
      const refusal = await this.launch(caseId, due);
      if (refusal === 'undecided') return;
      await endLaunch(tx, caseId, refusal);
      const trace = { deed: refusal ? 'refused' : 'launched', words: refusal?.message ?? null } as const;
      await leaveTrace(tx, caseId, { ...trace, by: due.by.name });
    });
  }

  private async launch(caseId: CaseId, due: DueLaunch): Promise<Refusal | null | 'undecided'> {
    const { by: actor, commandId, revision } = due;
    const payload = confirmedPayload(due.plan, due.confirmed);
    const isGiven = (await this.cases.commands(caseId)).some((one) => one.commandId === commandId);
    if (!isGiven && (await this.cases.view(caseId)).revision !== revision)
      return refuse(
        'launch.changed',
        'The draft was changed after the launch was confirmed, so it was not launched. Read it again, then confirm.',
      );
    try {
      const { status, refusal } = await this.engine.submit({
        caseId,
        type: 'launch',
        commandId,
        actor,
        payload,
      });
      return status === 'pending' || status === 'parked' ? 'undecided' : (refusal ?? null);
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable')
        return refuse(error.code, error.message);
      throw error;
    }
  }
}

/** Which of the reasons of a plan something asks for. */
export type NeededReasons = Readonly<Record<'departure' | 'unreachedReason', boolean>>;

function withoutIdleReasons(plan: LaunchPlan, needed: NeededReasons): LaunchPlan {
  return {
    ...plan,
    departure: needed.departure ? plan.departure : '',
    unreachedReason: needed.unreachedReason ? plan.unreachedReason : '',
  };
}

function requireSecond({ byId, by: first }: PendingLaunch, by: Actor, roles: readonly string[]): void {
  if (!roles.includes('secretariat'))
    throw new DomainError(
      'launch.not-of-secretariat',
      'forbidden',
      'A launch is countersigned by somebody of the Secretariat.',
    );
  if (by.id === byId)
    throw new DomainError(
      'launch.second-person',
      'conflict',
      `${first} has confirmed the launch, so a second person of the Secretariat countersigns it.`,
    );
}
