import { Injectable } from '@nestjs/common';
import { holdsOffice } from '../../modules/cases/index.js';
import { type MailBatch, type MailNumbers, Mails } from '../../modules/notifications/index.js';
import { ProcedureReading, WrittenProcedures } from '../../modules/written-procedures/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { SignedInPerson } from '../../platform/http/session.js';

/** A procedure with everything this person may see of it. */
export type ReadProcedure = Awaited<ReturnType<ProcedureReader['read']>>;

/** Gathers what the pages of one procedure show, out of the services; what a person may not see they do not give. */
@Injectable()
export class ProcedureReader {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly reading: ProcedureReading,
    private readonly mails: Mails,
  ) {}

  /**
   * @param which id or reference
   * @param person who reads
   * @returns the procedure, its answers, what lies ahead, its history; for the offices also delegations and mails
   * @throws DomainError `procedure.unknown` also when the person may not see it
   */
  async read(which: string, person: SignedInPerson) {
    const view = await this.procedures.show(which, person);
    const [positions, timetable, history, delegations] = await Promise.all([
      this.procedures.positions(view.id, person),
      this.procedures.timetable(view.id, person),
      this.procedures.history(view.id, person, null),
      this.reading.delegations(view.id, person),
    ]);
    return { view, positions, timetable, history, delegations, ...(await this.mailsOf(view.id, person)) };
  }

  private async mailsOf(id: string, person: SignedInPerson) {
    if (!holdsOffice(person)) {
      const byParty: ReadonlyMap<string, MailNumbers> = new Map();
      const batches: readonly MailBatch[] = [];
      return { byParty, batches };
    }
    const caseId = id as CaseId; // the service's own id of the case
    const [batches, byParty] = await Promise.all([this.mails.batches(caseId), this.mails.byParty(caseId)]);
    return { byParty, batches };
  }
}
