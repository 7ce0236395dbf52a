import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ImportedTime } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { withFollowing } from '../casework/index.js';
import { CaseworkReplays } from './casework/index.js';
import { inOrderOfTime } from './order-of-time.js';
import { PlenaryReplays } from './plenary-replay.service.js';
import type { AnyPrecedent } from './precedent.js';
import { ProcedureReplays } from './procedure-replay.service.js';
import type { Progress, Replay, ReplayedStep, ScheduledHistory } from './replay.js';

/** Plays precedents of every kind. */
@Injectable()
export class Replays {
  constructor(
    private readonly dataSource: DataSource,
    private readonly procedures: ProcedureReplays,
    private readonly plenaries: PlenaryReplays,
    private readonly casework: CaseworkReplays,
    private readonly time: ImportedTime,
  ) {}

  /**
   * Plays one history by itself: time passes for its own cases, and those that they open, only.
   *
   * @param precedent checked
   * @param progress told how far it is
   * @returns every step with its faults; playing the same precedent into the same store again changes nothing
   */
  async play(precedent: AnyPrecedent, progress: Progress = () => undefined): Promise<Replay> {
    const history = this.prepare(precedent);
    const played = await this.perform([history], () => this.family(history), progress);
    return replayOf(history, played);
  }

  /**
   * Plays several histories as those of one organisation: their steps in one order of time, while time passes for every imported
   * case of the store.
   *
   * @param precedents checked; where steps are of one instant they follow each other as given here
   * @param until time passes up to this instant after the last step; left out: not beyond it
   * @param progress told how far it is
   * @returns a replay of each, in the order given
   */
  async playTogether(
    precedents: readonly AnyPrecedent[],
    { until, progress = () => undefined }: { readonly until?: Instant; readonly progress?: Progress } = {},
  ): Promise<Replay[]> {
    const histories = precedents.map((precedent) => this.prepare(precedent));
    const played = await this.perform(histories, null, progress);
    if (until) await this.time.passTo(until, null);
    return histories.map((history) => replayOf(history, played));
  }

  /** @param cases for whose timers time passes; null: for those of all */
  private async perform(
    histories: readonly ScheduledHistory[],
    cases: (() => Promise<readonly CaseId[]>) | null,
    progress: Progress,
  ): Promise<Played[]> {
    const steps = inOrderOfTime(histories);
    const played: Played[] = [];
    for (const [index, { history, step }] of steps.entries()) {
      progress(index, steps.length);
      await this.time.passTo(step.at, cases);
      played.push({ history, step: await step.play() });
      await this.time.settle();
    }
    progress(steps.length, steps.length);
    return played;
  }

  /** @returns the cases of a history, and those that they have opened */
  private async family(history: ScheduledHistory): Promise<readonly CaseId[]> {
    return withFollowing(this.dataSource.manager, history.cases());
  }

  private prepare(precedent: AnyPrecedent): ScheduledHistory {
    switch (precedent.kind) {
      case 'plenary':
        return this.plenaries.prepare(precedent);
      case 'casework':
        return this.casework.prepare(precedent);
      default:
        return this.procedures.prepare(precedent);
    }
  }
}

interface Played {
  readonly history: ScheduledHistory;
  readonly step: ReplayedStep;
}

function replayOf(history: ScheduledHistory, played: readonly Played[]): Replay {
  const steps = played.filter((one) => one.history === history).map(({ step }) => step);
  return {
    name: history.name,
    caseId: history.cases()[0] ?? null,
    steps,
    holds: steps.every(({ faults }) => faults.length === 0),
  };
}
