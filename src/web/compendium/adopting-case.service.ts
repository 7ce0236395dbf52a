import { Injectable } from '@nestjs/common';
import { CaseDesk, type CaseKind } from '../../modules/cases/index.js';
import { MEETINGS } from '../../modules/plenary/index.js';
import { PROCEDURES } from '../../modules/written-procedures/index.js';
import type { SignedInPerson } from '../../platform/http/session.js';
import { pageOfCase } from '../frame/index.js';
import type { ShownDocument } from './document.page.js';

const KINDS: Readonly<Record<string, CaseKind>> = { meeting: MEETINGS, 'written-procedure': PROCEDURES };

/** The meeting or written procedure that adopted a document, where Plenum knows it. */
@Injectable()
export class AdoptingCase {
  constructor(private readonly desk: CaseDesk) {}

  /** @returns the address of its page; null where none of that reference is known, or this person may not know of it */
  async addressFor(
    { adoptedBy, adoptedIn }: ShownDocument['document'],
    person: SignedInPerson,
  ): Promise<string | null> {
    const kind = KINDS[adoptedBy];
    if (!kind || adoptedIn === '') return null;
    const [file, ...others] = await this.desk.named(kind, adoptedIn, person);
    return file && others.length === 0 ? pageOfCase(kind.workflow.name, file.caseId) : null;
  }
}
