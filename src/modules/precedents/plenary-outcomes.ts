import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CaseReader } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Compendium } from '../compendium/index.js';
import { HOSTING_TERMS, MANDATES } from '../mandates/index.js';
import { Organs } from '../organs/index.js';
import { entriesOf, meetingOf } from '../plenary/index.js';
import { countedRoll } from '../registry/index.js';
import { draftCommunique } from '../../../workflows/plenary-meeting/index.js';
import type { PlenaryOutcome, PlenaryPrecedent } from './plenary-precedent.js';
import { differences } from './replay.js';
import { seatsHeld } from './seats-held.js';

/** Compares what followed from a Plenary, in the register and in Plenum's other records, with what its file says must follow. */
@Injectable()
export class PlenaryOutcomes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseReader,
    private readonly organs: Organs,
    private readonly compendium: Compendium,
  ) {}

  /** @returns a sentence for each thing that came out otherwise; what the file does not name is not compared */
  async compare(caseId: CaseId, { outcome, timeline, meeting }: PlenaryPrecedent): Promise<string[]> {
    const found: Readonly<Partial<Record<keyof PlenaryOutcome, unknown>>> = {
      ...(await this.ofMeeting(caseId)),
      roll: await this.roll(timeline.closed),
      seats: await seatsHeld(this.organs, outcome.seats ?? [], timeline.closed),
      ...(await this.instruments(outcome, timeline.published)),
      mandates: await this.casesOf(MANDATES.workflow.name, meeting.payload.reference),
      hostings: await this.casesOf(HOSTING_TERMS.workflow.name, meeting.payload.reference),
      cases: await this.opened(outcome.cases ?? []),
      refusedByRecords: await this.parked(caseId),
    };
    return Object.entries({ refusedByRecords: [], ...outcome }).flatMap(([key, expected]) =>
      differences(key, expected, found[key as keyof PlenaryOutcome]),
    );
  }

  private async ofMeeting(caseId: CaseId) {
    const file = await this.cases.view(caseId);
    const context = meetingOf(file);
    const paragraphs = draftCommunique(context, {}).map(({ paragraph }) => paragraph);
    const register: Record<string, number> = { decides: 0, 'takes-note': 0, mandates: 0, informs: 0 };
    for (const entry of entriesOf(context)) register[entry.class] = (register[entry.class] ?? 0) + 1;
    return {
      status: file.description.status,
      overran: context.overran,
      refused: context.items.filter(({ agenda }) => agenda === 'refused').map(({ id }) => id),
      paragraphs: new Set(paragraphs).size,
      register,
    };
  }

  private async roll(at: Instant): Promise<PlenaryOutcome['roll']> {
    const { participants, nations } = await countedRoll(this.dataSource.manager, at, null);
    return { participants, nations };
  }

  private async instruments(
    { inForce = [], notInForce = [] }: PlenaryOutcome,
    at: Instant,
  ): Promise<Pick<PlenaryOutcome, 'inForce' | 'notInForce'>> {
    const { documents } = await this.compendium.whole({ at, all: false });
    const titles = new Set(documents.map(({ title }) => title));
    return {
      inForce: inForce.filter((title) => titles.has(title)),
      notInForce: notInForce.filter((title) => !titles.has(title)),
    };
  }

  /** @returns ids of the clauses of a meeting that became cases of a workflow, in the order of the paragraphs */
  private async casesOf(workflow: string, meeting: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ clause: string }[]>(
      `select snapshot #>> '{context,clauseId}' as clause from case_file
        where workflow = $1 and snapshot #>> '{context,meeting}' = $2
        order by (snapshot #>> '{context,paragraph}')::int, snapshot #>> '{context,clauseId}'`,
      [workflow, meeting],
    );
    return rows.map(({ clause }) => clause);
  }

  /** @returns of the cases that are expected those that there are */
  private async opened(expected: NonNullable<PlenaryOutcome['cases']>): Promise<PlenaryOutcome['cases']> {
    const found: NonNullable<PlenaryOutcome['cases']> = [];
    for (const { workflow, references } of expected) {
      const rows = await this.dataSource.query<{ reference: string }[]>(
        `select snapshot #>> '{context,reference}' as reference from case_file
          where workflow = $1 and snapshot #>> '{context,reference}' = any($2)`,
        [workflow, references],
      );
      const there = new Set(rows.map(({ reference }) => reference));
      found.push({ workflow, references: references.filter((reference) => there.has(reference)) });
    }
    return found;
  }

  /** @returns why clauses could not be carried out; a meeting whose results the records refuse has not come out as recorded */
  private async parked(caseId: CaseId): Promise<string[]> {
    const rows = await this.dataSource.query<{ outcome: string }[]>(
      `select outcome from outbox_message where case_id = $1 and status = 'parked' order by id`,
      [caseId],
    );
    return rows.map(({ outcome }) => outcome);
  }
}
