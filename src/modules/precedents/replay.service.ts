import { Injectable } from '@nestjs/common';
import { ImportedTime, OutboxDispatcher } from '../../engine/index.js';
import { CaseworkReplays } from './casework/index.js';
import { PlenaryReplays } from './plenary-replay.service.js';
import type { AnyPrecedent } from './precedent.js';
import { ProcedureReplays } from './procedure-replay.service.js';
import type { Progress, Replay, ReplayedStep, ScheduledHistory } from './replay.js';

/** Plays precedents of every kind. */
@Injectable()
export class Replays {
  constructor(
    private readonly procedures: ProcedureReplays,
    private readonly plenaries: PlenaryReplays,
    private readonly casework: CaseworkReplays,
    private readonly time: ImportedTime,
    private readonly dispatcher: OutboxDispatcher,
  ) {}

  /**
   * Plays one history by itself: time passes for its own cases only.
   *
   * @param precedent checked
   * @param progress told how far it is
   * @returns every step with its faults; playing the same precedent into the same store again changes nothing
   */
  async play(precedent: AnyPrecedent, progress: Progress = () => undefined): Promise<Replay> {
    const history = this.prepare(precedent);
    const steps: ReplayedStep[] = [];
    for (const [index, step] of history.steps.entries()) {
      progress(index, history.steps.length);
      await this.time.passTo(step.at, history.cases());
      steps.push(await step.play());
      await this.dispatcher.settle(); // what follows in Plenum's own records; other workers may carry out some of it
    }
    progress(history.steps.length, history.steps.length);
    return replayOf(history, steps);
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

function replayOf({ name, cases }: ScheduledHistory, steps: readonly ReplayedStep[]): Replay {
  return {
    name,
    caseId: cases()[0] ?? null,
    steps,
    holds: steps.every(({ faults }) => faults.length === 0),
  };
}
