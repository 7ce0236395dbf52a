import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { FactsQuestion } from '../../engine/index.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { Mandates } from '../mandates/index.js';
import { Mergers, Organs } from '../organs/index.js';
import { admitParty } from '../registry/index.js';
import { firstInstantOf } from './carriers/carrier.js';
import { type Clause, clauseSchema, takesEffect } from '../../../workflows/plenary-meeting/index.js';

const SOURCE = 'a trial, undone at once';
const recordedSchema = z.object({ clauses: z.array(clauseSchema) });
const meetingSchema = z.object({ zone: z.string(), clauses: z.array(clauseSchema) });
const amendedSchema = z.object({ clause: clauseSchema });

type ConditionFact = Extract<Clause['fact'], { readonly kind: 'conditions' }>['allOf'][number];

/** When a clause would be carried out, and where its days begin. */
interface When {
  readonly at: Instant;
  readonly zone: string;
}

/** Thrown to undo a trial. */
class Undone extends Error {}

/**
 * Tries whether the records would take what clauses say, so that a seat in an organ that is full is refused when the clause is
 * recorded, and not found out after the meeting. Everything it writes is undone.
 */
@Injectable()
export class ClauseTrial {
  constructor(
    private readonly organs: Organs,
    private readonly mergers: Mergers,
    private readonly mandates: Mandates,
  ) {}

  /**
   * @param tx the engine's transaction
   * @param question `record-clauses` or `amend-clause`; other commands change no records
   * @returns by id of a clause that is recorded or amended why the records would refuse it, in words
   */
  async refusals(tx: EntityManager, question: FactsQuestion): Promise<Record<string, string>> {
    const given = givenClauses(question);
    if (given.length === 0) return {};
    const ids = new Set(given.map(({ id }) => id));
    const { zone, clauses } = await recorded(tx, question.caseId);
    const earlier = clauses.filter(({ id }) => !ids.has(id));
    const found: Record<string, string> = {};
    const undone = tx.transaction(async (inner) => {
      for (const clause of [...earlier, ...given].filter(takesEffect)) {
        const why = await this.refusal(inner, clause, { at: question.receivedAt, zone });
        if (why !== null && ids.has(clause.id)) found[clause.id] = why;
      }
      throw new Undone();
    });
    await undone.catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
    return found;
  }

  private async refusal(tx: EntityManager, clause: Clause, when: When): Promise<string | null> {
    try {
      await tx.transaction((inner) => this.carry(inner, clause, when));
      return null;
    } catch (error) {
      if (error instanceof DomainError) return error.message;
      throw error;
    }
  }

  private async carry(tx: EntityManager, { fact, addressees }: Clause, { at, zone }: When): Promise<void> {
    const judges = fact.kind === 'conditions' ? fact.allOf.flatMap(namedIn) : [];
    const [nobody] = await this.mandates.unknownAddressees(tx, [...addressees, ...judges], at);
    if (nobody !== undefined)
      throw new DomainError(
        'meeting.addressee-unknown',
        'invalid',
        `${nobody} is no party, organ or office at ${at}. Correct the code, or name a body outside in words.`,
      );
    if (fact.kind === 'admission' && fact.via === 'plenary')
      for (const code of fact.parties)
        await admitParty(tx, {
          code,
          kind: fact.as === 'participant' ? 'participant' : 'observer',
          category: fact.as === 'independent-observer' ? 'independent' : null,
          validFrom: fact.effectiveOn === null ? at : firstInstantOf(fact.effectiveOn, zone),
          source: SOURCE,
          note: '',
        });
    if (fact.kind === 'seats')
      for (const party of fact.parties)
        await this.organs.seat(
          { organ: fact.organ, party, capacity: fact.capacity, validFrom: at, validTo: null, source: SOURCE },
          tx,
        );
    if (fact.kind === 'merger' && fact.into !== null)
      await this.mergers.merge(
        { from: fact.from, into: { code: fact.into, name: fact.name ?? fact.into }, at, source: SOURCE },
        tx,
      );
  }
}

/** @returns who judges a condition, and who must take part in it */
function namedIn({ judge, mustInclude }: ConditionFact): readonly string[] {
  return judge === null ? mustInclude : [judge, ...mustInclude];
}

function givenClauses({ type, payload }: FactsQuestion): readonly Clause[] {
  if (type === 'record-clauses') return recordedSchema.parse(payload).clauses;
  return type === 'amend-clause' ? [amendedSchema.parse(payload).clause] : [];
}

/** @returns the zone of a meeting and its clauses so far */
async function recorded(tx: EntityManager, caseId: string): Promise<z.output<typeof meetingSchema>> {
  const [row] = await tx.query<{ context: unknown }[]>(
    `select snapshot -> 'context' as context from case_file where id = $1`,
    [caseId],
  );
  return meetingSchema.parse(row?.context);
}
