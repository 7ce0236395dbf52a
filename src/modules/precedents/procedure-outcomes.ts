import { Injectable } from '@nestjs/common';
import { CaseReader } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { OPERATOR } from '../cases/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import { openContests, procedureContextSchema, tally } from '../../../workflows/written-procedure/index.js';
import type { Expectation } from './precedent.js';
import { differences } from './replay.js';

/** Compares a written procedure, as it stood and as it was known, with what its file says. */
@Injectable()
export class ProcedureOutcomes {
  constructor(
    private readonly cases: CaseReader,
    private readonly procedures: WrittenProcedures,
  ) {}

  /** Compares what was known at one instant about another with what the file says. @returns a sentence per difference */
  async compare(
    caseId: CaseId,
    when: { at: Instant; knownAt: Instant },
    expected: Expectation,
  ): Promise<string[]> {
    const found = await this.found(caseId, when);
    return Object.entries(expected).flatMap(([key, value]) => {
      const actual = found[key];
      if (key === 'needed')
        return String(actual).includes(String(value))
          ? []
          : [`needed: expected «…${String(value)}…», found «${String(actual)}»`];
      if (key === 'receivedFrom')
        return receivedFaults(actual as Record<string, number>, value as Record<string, number>); // both made by this file's schemas
      return differences(key, value, actual);
    });
  }

  private async found(
    caseId: CaseId,
    when: { at: Instant; knownAt: Instant },
  ): Promise<Record<string, unknown>> {
    const standing = await this.procedures.standing(caseId, OPERATOR, when);
    const known = await this.cases.asKnownAt(caseId, when.knownAt);
    if (!known) return { status: standing.status, held: null };
    const context = procedureContextSchema.parse(known.context);
    const count = context.frozen ? tally(context) : null;
    const received = new Map<string, number>();
    for (const position of context.positions)
      received.set(position.party, (received.get(position.party) ?? 0) + 1);
    return {
      status: standing.status,
      held: standing.held,
      needed: known.description.needed,
      affirmative: count?.affirmative,
      floorNeeded: count?.floorNeeded,
      members: count?.members,
      answered: count?.answered,
      finding: count?.finding,
      deadline: context.round?.deadline.at,
      declarations: context.declarations.length,
      annulled: context.declarations.filter((declaration) => declaration.annulled !== null).length,
      openContests: openContests(context).length,
      receivedFrom: Object.fromEntries(received),
    };
  }
}

/** Only the parties that the file names are compared; one that never wrote counts 0. */
function receivedFaults(
  actual: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(expected).flatMap(([party, count]) =>
    (actual[party] ?? 0) === count
      ? []
      : [`received from ${party}: expected ${count}, found ${actual[party] ?? 0}`],
  );
}
