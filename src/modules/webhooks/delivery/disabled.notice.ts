import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { LegalClock, OutboxWriter } from '../../../engine/index.js';
import { Addressees, layOut } from '../../notices/index.js';
import { ACROSS_CASES, type MailRenderer, MailTemplates, readerOf } from '../../notifications/index.js';
import type { Lease } from './sending.store.js';

const TEMPLATE = 'webhook-disabled';
const factsSchema = z.object({ name: z.string(), host: z.string(), because: z.string() });

/** Tells the Secretariat that an endpoint was disabled: nobody else would notice that another system hears nothing any more. */
@Injectable()
export class DisabledNotice implements OnModuleInit {
  constructor(
    private readonly templates: MailTemplates,
    private readonly addressees: Addressees,
    private readonly outbox: OutboxWriter,
    private readonly clock: LegalClock,
  ) {}

  onModuleInit(): void {
    this.templates.register(ACROSS_CASES, TEMPLATE, renderDisabled);
  }

  /**
   * @param tx the transaction that disables it
   * @param endpoint which one; of its address only the host is told, since the rest of it may be a secret
   * @param because why, as it ends a sentence
   */
  async write(
    tx: EntityManager,
    { endpointName: name, url }: Pick<Lease, 'endpointName' | 'url'>,
    because: string,
  ): Promise<void> {
    const facts = { name, host: new URL(url).host, because };
    for (const { role, party, contact } of await this.addressees.recipientsOf(
      tx,
      ['secretariat'],
      await this.clock.now(tx),
    )) {
      const { id, name: contactName, email, languages, zone } = contact;
      const to = { role, party, contact: { id, name: contactName, email, languages: [...languages], zone } };
      const payload = { template: TEMPLATE, to, round: null, facts, statutory: false };
      await this.outbox.enqueue(tx, { topic: 'mail', payload, caseId: null });
    }
  }
}

const renderDisabled: MailRenderer = (mail) => {
  const { name, host, because } = factsSchema.parse(mail.facts);
  const { say, phraseText } = readerOf(mail);
  return layOut(mail, 'Webhooks', {
    lead: say('webhooks.mail.disabled.lead', { name }),
    paragraphs: [
      say('webhooks.mail.disabled.why', { because: phraseText(because) }),
      say('webhooks.mail.disabled.next'),
    ],
    when: null,
    facts: [[say('webhooks.mail.endpoint'), say('webhooks.mail.at', { name, host })]],
  });
};
