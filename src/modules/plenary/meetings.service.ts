import { Injectable } from '@nestjs/common';
import { type Asker, CaseDesk } from '../cases/index.js';
import { CASEWORK_KINDS } from '../casework/index.js';
import { HOSTING_TERMS, MANDATES } from '../mandates/index.js';
import { PROCEDURES } from '../written-procedures/index.js';
import { Communiques } from './communique.service.js';
import { MEETINGS, meetingOf, readableItems } from './meeting.kind.js';

/** What may be carried over to a Plenary. */
const CARRIED_KINDS = [PROCEDURES, MEETINGS, MANDATES, HOSTING_TERMS, ...CASEWORK_KINDS];

/** Reads meetings beyond what the desk does for every case: the whole file. */
@Injectable()
export class Meetings {
  constructor(
    private readonly desk: CaseDesk,
    private readonly communiques: Communiques,
  ) {}

  /** @returns the file of a meeting, as far as this person may read it: its memory, history, communiqué, and the files of procedures carried over to it */
  async wholeFile(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const origins = readableItems(context, asker).flatMap(({ origin }) => (origin ? [origin] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communiques.show(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      /** the files of what was carried over: broken procedures, late mandates, meetings that put an item off */
      procedures: await this.desk.exportsOf(CARRIED_KINDS, origins, asker),
    };
  }
}
