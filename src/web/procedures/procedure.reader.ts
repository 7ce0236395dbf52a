import { Injectable } from '@nestjs/common';
import { holdsOffice } from '../../modules/cases/index.js';
import { type MailBatch, type MailNumbers, Mails } from '../../modules/notifications/index.js';
import { ProcedureReading, WrittenProcedures } from '../../modules/written-procedures/index.js';
import type { CaseId } from '../../kernel/ids.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import type { Words } from '../../platform/http/words.js';

/** A procedure with everything this person may see of it. */
export type ReadProcedure = Awaited<ReturnType<ProcedureReader['read']>>;

/** So many mails can be chosen from: the newest. */
const MAILS = 500;

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
   * @param words of the reader: parties are called by their names in that language
   * @param withMails reads every single mail too, newest first, where the person holds an office
   * @returns the procedure, its answers, what lies ahead, its history; for the offices also delegations and mails
   * @throws DomainError `procedure.unknown` also when the person may not see it
   */
  async read(
    which: string,
    person: SignedInPerson,
    { partyName }: Pick<Words, 'partyName'>,
    withMails = false,
  ) {
    const named = <Party extends { readonly code: string; readonly name: string }>(party: Party): Party => ({
      ...party,
      name: partyName(party.code, party.name),
    });
    const found = await this.procedures.show(which, person);
    const view = {
      ...found,
      electorate: found.electorate.map(named),
      observers: found.observers.map(named),
    };
    const [positions, timetable, history, delegations] = await Promise.all([
      this.procedures.positions(view.id, person),
      this.procedures.timetable(view.id, person),
      this.procedures.history(view.id, person, null),
      this.reading.delegations(view.id, person),
    ]);
    return {
      view,
      positions: positions.map(named),
      timetable,
      history,
      delegations: delegations.map(named),
      ...(await this.mailsOf(view.id, person)),
      sent: withMails && holdsOffice(person) ? await this.mails.list({ caseId: view.id, limit: MAILS }) : [],
    };
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
