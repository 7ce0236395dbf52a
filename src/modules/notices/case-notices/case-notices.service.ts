import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  CaseReader,
  type EffectResult,
  LegalClock,
  OutboxWriter,
  type OutboxMessage,
  WorkflowRegistry,
} from '../../../engine/index.js';
import { type OutboxId, derivedId } from '../../../kernel/ids.js';
import type { JsonObject } from '../../../kernel/json.js';
import { type CaseNotice, NOTICE_KINDS, caseNoticeSchema } from '../../../../workflows/casework/index.js';
import { MailTemplates } from '../../notifications/index.js';
import { Addressees, type Recipient } from '../addressees.js';
import { Digests } from '../digests/digests.service.js';
import { ROUTINE_KINDS, renderCaseNotice } from './case-notice.mails.js';
import { whyUnwanted } from './still-wanted.js';

/** Mails of cases on the casework kit: at once, or with the day's mail of the recipient where the notice may wait. */
@Injectable()
export class CaseNotices implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxWriter,
    private readonly clock: LegalClock,
    private readonly cases: CaseReader,
    private readonly workflows: WorkflowRegistry,
    private readonly templates: MailTemplates,
    private readonly addressees: Addressees,
    private readonly digests: Digests,
  ) {}

  onModuleInit(): void {
    const speaking = this.workflows.all().filter(({ definition }) => 'case-notice' in definition.effects);
    for (const workflow of new Set(speaking.map(({ definition }) => definition.name))) {
      for (const kind of NOTICE_KINDS) this.templates.register(workflow, kind, renderCaseNotice);
      this.templates.registerCheck(workflow, async (tx, { facts }, { caseId, occurredAt }) => {
        const { context } = await this.cases.view(caseId as NonNullable<typeof caseId>, tx); // a mail of a workflow has a case
        return whyUnwanted(
          context,
          caseNoticeSchema.parse(facts['notice']),
          occurredAt,
          await this.clock.now(tx),
        );
      });
    }
  }

  /**
   * @param message the effect `case-notice`
   * @param notice its payload, parsed
   * @returns done; skipped when nobody at all can be reached. A repeat makes the same rows, so nobody is written to twice.
   */
  async send(message: OutboxMessage, notice: CaseNotice): Promise<EffectResult> {
    const { id, occurredAt, caseId } = message;
    return this.dataSource.transaction(async (tx) => {
      const recipients = await this.addressees.recipientsOf(tx, notice.to, occurredAt);
      for (const recipient of inOneOrder(recipients)) {
        const mail = mailTo(recipient, notice);
        const mailId = derivedId<OutboxId>(id, recipient.contact.id);
        if (notice.digest) await this.digests.collect(tx, { id: mailId, message, recipient, mail });
        else
          await this.outbox.enqueue(tx, { topic: 'mail', payload: mail, caseId, because: message }, mailId);
      }
      if (recipients.length > 0) return 'done';
      const codes = notice.to.map(({ code }) => code).join(', ');
      return { skipped: `nobody is reached for ${codes}, and nobody holds the Chair or the Secretariat` };
    });
  }
}

/** Two notices at once take the turns of their recipients in the same order, so that neither waits for the other. */
function inOneOrder(recipients: readonly Recipient[]): readonly Recipient[] {
  return [...recipients].sort(({ contact: a }, { contact: b }) => (a.id < b.id ? -1 : 1));
}

function mailTo({ role, party, contact, instead }: Recipient, notice: CaseNotice): JsonObject {
  const mail = {
    template: notice.kind,
    to: { role, party, contact },
    round: null,
    facts: { notice, instead },
    statutory: !ROUTINE_KINDS.includes(notice.kind),
  };
  return JSON.parse(JSON.stringify(mail)) as JsonObject; // plain JSON by construction
}
