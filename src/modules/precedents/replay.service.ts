import { Injectable } from '@nestjs/common';
import { PlenaryReplays } from './plenary-replay.service.js';
import type { AnyPrecedent } from './precedent.js';
import { ProcedureReplays } from './procedure-replay.service.js';
import type { Progress, Replay } from './replay.js';

/** Plays precedents of every kind. */
@Injectable()
export class Replays {
  constructor(
    private readonly procedures: ProcedureReplays,
    private readonly plenaries: PlenaryReplays,
  ) {}

  /**
   * @param precedent checked
   * @param progress told how far it is
   * @returns every step with its faults; playing the same precedent into the same store again changes nothing
   */
  async play(precedent: AnyPrecedent, progress: Progress = () => undefined): Promise<Replay> {
    return precedent.kind === 'plenary'
      ? this.plenaries.play(precedent, progress)
      : this.procedures.play(precedent, progress);
  }
}
