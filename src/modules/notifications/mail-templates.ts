import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CaseFile, OutboxMessage } from '../../engine/index.js';
import { MachineFault } from '../../engine/index.js';
import type { Instant } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import type { Messages } from '../../platform/language/index.js';

/** A mail effect: one template, one recipient. The workflow that asks for it says the same in its own schema. */
export const mailEffectSchema = z.object({
  template: z.string(),
  to: z.object({
    role: z.string(),
    party: z.string(),
    contact: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      languages: z.array(z.string()).min(1),
      zone: z.string(),
    }),
  }),
  round: z.int().nullable(),
  facts: z.record(z.string(), z.json()),
  statutory: z.boolean(),
  /** the mail that is sent again; never set by a workflow */
  resendOf: z.uuid().optional(),
});
export type MailEffect = z.output<typeof mailEffectSchema>;

/** Everything a renderer may say. */
export interface MailFacts {
  readonly id: string;
  readonly to: MailEffect['to'];
  /** the case as it stands when the mail is written; null of a mail about several cases */
  readonly file: CaseFile | null;
  /** what the template needs beyond the case, as of the event */
  readonly facts: JsonObject;
  readonly round: number | null;
  /** personal link and the short code of objections; null where the recipient has nothing to answer */
  readonly ballot: { readonly url: string; readonly code: string } | null;
  readonly publicUrl: string;
  readonly occurredAt: Instant;
  /** the event was processed late, after downtime */
  readonly late: boolean;
  /** every text in every language: a mail is written in its recipient's */
  readonly messages: Messages;
  /** names of parties that the registry has in other languages, by language and code, such as `fr CAF` */
  readonly partyNames: ReadonlyMap<string, string>;
}

/** A mail in words. */
export interface RenderedMail {
  /** BCP 47 tag of the language it is written in: the first of its recipient's that there are texts in, else English */
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly ics: string | null;
}

/** Facts to a mail; pure. */
export type MailRenderer = (facts: MailFacts) => RenderedMail;
/** Why a mail need not go out any more, or null. Asked in the transaction that writes the mail. */
export type SendTimeCheck = (
  tx: EntityManager,
  mail: MailEffect,
  message: OutboxMessage,
) => Promise<string | null>;

interface Registered {
  readonly render: MailRenderer;
  /** whether this recipient gets a personal link in this mail */
  readonly personal: (mail: MailEffect) => boolean;
}

/** Stands for the workflow in the names of mails that belong to no one case. */
export const ACROSS_CASES = 'across-cases';

/** The renderers and send-time checks of all workflows, by workflow and template. */
@Injectable()
export class MailTemplates {
  private readonly renderers = new Map<string, Registered>();
  private readonly checks = new Map<string, SendTimeCheck>();

  /** @throws Error when the template has a renderer already */
  register(
    workflow: string,
    template: string,
    render: MailRenderer,
    personal: (mail: MailEffect) => boolean = () => false,
  ): void {
    const key = `${workflow}/${template}`;
    if (this.renderers.has(key)) throw new Error(`the mail ${key} has a renderer already`);
    this.renderers.set(key, { render, personal });
  }

  /** @param check asked for every mail of the workflow at the moment it is written */
  registerCheck(workflow: string, check: SendTimeCheck): void {
    this.checks.set(workflow, check);
  }

  /** @throws MachineFault when nobody renders it */
  get(workflow: string, template: string): Registered {
    const found = this.renderers.get(`${workflow}/${template}`);
    if (!found)
      throw new MachineFault('unknown-template', `The mail «${template}» of ${workflow} has no renderer.`);
    return found;
  }

  /** @returns every mail there is: workflow, or {@link ACROSS_CASES}, and template */
  all(): readonly { readonly workflow: string; readonly template: string }[] {
    return [...this.renderers.keys()].map((key) => {
      const [workflow = '', template = ''] = key.split('/');
      return { workflow, template };
    });
  }

  /** @returns why the mail need not go out any more, or null */
  async whyNotSend(
    tx: EntityManager,
    workflow: string,
    mail: MailEffect,
    message: OutboxMessage,
  ): Promise<string | null> {
    return (await this.checks.get(workflow)?.(tx, mail, message)) ?? null;
  }
}
