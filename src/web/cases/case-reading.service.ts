import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../kernel/json.js';
import type { WaitingFor } from '../../kernel/workflow.js';
import type { CaseFile } from '../../engine/index.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import { type Asker, CaseDesk, type CaseKind, holdsOffice } from '../../modules/cases/index.js';
import { type MailBatch, Mails } from '../../modules/notifications/index.js';

/** A case with everything a person may read of it. */
export interface CaseReading {
  readonly kind: CaseKind;
  readonly file: CaseFile;
  readonly shown: Awaited<ReturnType<CaseDesk['show']>>;
  readonly history: Awaited<ReturnType<CaseDesk['history']>>;
  /** what each event led to in mails; empty for whoever does not read the mail log */
  readonly batches: readonly MailBatch[];
  readonly waiting: readonly WaitingFor[];
}

/** Reads a case as its page needs it, no more than the desk gives this person. */
@Injectable()
export class CaseReadings {
  constructor(
    private readonly desk: CaseDesk,
    private readonly mails: Mails,
  ) {}

  /**
   * @param which id or reference
   * @throws DomainError `case.unknown` also when the person may not know of it
   */
  async read(kind: CaseKind, which: string, person: SignedInPerson): Promise<CaseReading> {
    const file = await this.desk.visible(kind, which, person);
    const { caseId } = file;
    const [shown, history, batches] = await Promise.all([
      this.desk.show(kind, caseId, person),
      this.desk.history(kind, caseId, person, null),
      readsRecords(person) ? this.mails.batches(caseId) : [],
    ]);
    return { kind, file, shown, history, batches, waiting: waitingFor(kind, file, person) };
  }
}

/** @returns whether this person reads the mail log and takes closing dossiers away, as the API has it */
export function readsRecords({ roles }: Asker): boolean {
  return roles.includes('chair') || roles.includes('secretariat');
}

/** @returns what the case waits for, as far as this person may know */
export function waitingFor(kind: CaseKind, file: CaseFile, asker: Asker): readonly WaitingFor[] {
  if (file.ended) return [];
  const context = memoryOf(kind, file, asker);
  return kind.workflow.waiting?.({ state: file.stateValue, context, timers: file.timers }) ?? [];
}

/** @returns the memory without what is hidden from this person */
function memoryOf(kind: CaseKind, file: CaseFile, asker: Asker): JsonObject {
  return holdsOffice(asker) || !kind.memoryFor ? file.context : kind.memoryFor(asker, file);
}
