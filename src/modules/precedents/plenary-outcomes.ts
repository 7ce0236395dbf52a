import { Injectable } from '@nestjs/common';
import { CaseReader } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import { entriesOf, meetingOf } from '../plenary/index.js';
import { draftCommunique } from '../../../workflows/plenary-meeting/index.js';
import type { PlenaryOutcome, PlenaryPrecedent } from './plenary-precedent.js';
import { differences } from './replay.js';

/** Compares what followed from a Plenary with what its file says must follow. */
@Injectable()
export class PlenaryOutcomes {
  constructor(private readonly cases: CaseReader) {}

  /** @returns a sentence for each thing that came out otherwise; what the file does not name is not compared */
  async compare(caseId: CaseId, { outcome }: PlenaryPrecedent): Promise<string[]> {
    const found: Readonly<Partial<Record<keyof PlenaryOutcome, unknown>>> = await this.ofMeeting(caseId);
    return Object.entries(outcome).flatMap(([key, expected]) =>
      differences(key, expected, found[key as keyof PlenaryOutcome]),
    );
  }

  private async ofMeeting(caseId: CaseId) {
    const file = await this.cases.view(caseId);
    const context = meetingOf(file);
    const paragraphs = draftCommunique(context, {}).map(({ paragraph }) => paragraph);
    const register: Record<string, number> = {};
    for (const entry of entriesOf(context)) register[entry.class] = (register[entry.class] ?? 0) + 1;
    return {
      status: file.description.status,
      overran: context.overran,
      refused: context.items.filter(({ agenda }) => agenda === 'refused').map(({ id }) => id),
      paragraphs: new Set(paragraphs).size,
      register,
    };
  }
}
