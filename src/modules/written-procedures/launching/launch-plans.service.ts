import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader, Engine, LegalClock, Sweeper, TimeMachine } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { CaseId, CommandId } from '../../../kernel/ids.js';
import { addMs } from '../../../kernel/instant.js';
import { refuse } from '../../../kernel/refusals.js';
import type { Actor, Refusal } from '../../../kernel/workflow.js';
import { CONFIGURATION, type Configuration } from '../../../platform/config/index.js';
import { type KeptPlan, type LaunchPlan, NO_PLAN, type PendingLaunch, launchPayload } from './launch-plan.js';
import {
  type DueLaunch,
  confirmLaunch,
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
 * then the case is a draft and nobody has been written to: undoing leaves no trace in the world.
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
   * @returns the pending launch; one that was confirmed before stays as it is
   * @throws DomainError `launch.changed` when plan or case are others by now
   */
  async confirm(
    caseId: CaseId,
    read: { readonly version: number; readonly revision: number },
    by: Actor,
    commandId: CommandId,
  ): Promise<PendingLaunch> {
    const { manager } = this.dataSource;
    const earlier = (await this.of(caseId)).pending;
    if (earlier) return earlier;
    const at = addMs(await this.clock.now(manager), this.configuration.launchUndoMs);
    const { revision } = await this.cases.view(caseId);
    if (revision !== read.revision || !(await confirmLaunch(manager, caseId, { at, by, commandId, ...read })))
      throw new DomainError(
        'launch.changed',
        'conflict',
        'The draft was changed while you were looking at it. Read it again, then confirm.',
      );
    if (this.configuration.launchUndoMs === 0) await this.carryOut();
    return { at, by: by.name };
  }

  /** Undoes a confirmed launch. @returns false when there is none, or it is being carried out already */
  async undo(caseId: CaseId): Promise<boolean> {
    return undoLaunch(this.dataSource.manager, caseId);
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

  /** The row is held meanwhile: whoever undoes waits, and learns that it is too late. */
  private async carryOutOne(caseId: CaseId): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const due = await lockDue(tx, caseId);
      if (!due) return;
      const refusal = await this.launch(caseId, due);
      if (refusal !== 'undecided') await endLaunch(tx, caseId, refusal);
    });
  }

  private async launch(caseId: CaseId, due: DueLaunch): Promise<Refusal | null | 'undecided'> {
    const { by: actor, commandId, revision } = due;
    const payload = launchPayload(due.plan);
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
