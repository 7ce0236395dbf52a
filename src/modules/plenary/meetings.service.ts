import { Injectable } from '@nestjs/common';
import { CaseReader } from '../../engine/index.js';
import { type Asker, CaseDesk, maySee } from '../cases/index.js';
import { WrittenProcedures } from '../written-procedures/index.js';
import { plenaryMeeting } from '../../../workflows/plenary-meeting/index.js';
import { Communiques } from './communique.service.js';
import { type RegisterEntry, type RegisterFilter, entriesOf, filterEntries } from './decision-register.js';
import { MEETINGS, meetingOf, readableClauses } from './meeting.kind.js';

/** Reads meetings beyond what the desk does for every case: the register of decisions, the whole file. */
@Injectable()
export class Meetings {
  constructor(
    private readonly cases: CaseReader,
    private readonly desk: CaseDesk,
    private readonly communiques: Communiques,
    private readonly procedures: WrittenProcedures,
  ) {}

  /** @returns the register of decisions as this person may read it, newest meeting first */
  async register(filter: RegisterFilter, asker: Asker): Promise<readonly RegisterEntry[]> {
    const files = await this.cases.list({ workflow: plenaryMeeting.name, limit: 500 });
    const entries = files
      .filter((file) => maySee(MEETINGS, asker, file))
      .map(meetingOf)
      .flatMap((context) => {
        const readable = readableClauses(context, asker);
        return entriesOf(context).filter(({ clause }) => readable.has(clause.id));
      });
    return filterEntries(entries, filter);
  }

  /** @returns the whole file of a meeting: its memory, history, communiqué, and the files of procedures carried over to it */
  async wholeFile(which: string, asker: Asker) {
    const file = await this.desk.visible(MEETINGS, which, asker);
    const context = meetingOf(file);
    const origins = context.items.flatMap(({ origin }) => (origin ? [origin] : []));
    return {
      meeting: await this.desk.show(MEETINGS, which, asker),
      communique: await this.communiques.show(which, asker),
      history: await this.desk.exportHistory(MEETINGS, which, asker),
      /** the whole files of what was carried over: broken procedures, and meetings that put an item off */
      procedures: await Promise.all(
        origins.map(({ workflow, caseId }) =>
          workflow === plenaryMeeting.name
            ? this.desk.exportHistory(MEETINGS, caseId, asker)
            : this.procedures.exportHistory(caseId, asker),
        ),
      ),
    };
  }
}
