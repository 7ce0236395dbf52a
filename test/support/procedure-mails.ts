/** Mails of written procedures in tests: what the effects of a driven procedure ask for, as a renderer gets it and as a reader sees it. */
import ICAL from 'ical.js';
import {
  type MailEffect,
  MailTemplates,
  type MailFacts,
  type RenderedMail,
  mailEffectSchema,
} from '../../src/modules/notifications/index.js';
import {
  isPersonal,
  registerWrittenProcedureMails,
} from '../../src/modules/written-procedures/written-procedure.mails.js';
import type { CaseId } from '../../src/kernel/ids.js';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { Messages } from '../../src/platform/language/index.js';
import type { Drive } from './drive.js';

/** A link as the ballots make it, with a token of 43 signs, and its code. */
export const BALLOT = { url: `https://plenum.example/b/${'t'.repeat(43)}`, code: 'CDFG-HJKM' };

/** An effect of the procedure and the mail that is about to be written. */
export interface Asked {
  readonly effect: MailEffect;
  readonly facts: MailFacts;
}

/** Who reads, where a test says otherwise than the procedure. */
export interface Reader {
  readonly languages?: readonly string[];
  readonly zone?: string;
}

const messages = Messages.load();
const templates = new MailTemplates();
registerWrittenProcedureMails(templates);

/** @returns every mail the procedure has asked for so far, to be written now */
export function asked(drive: Drive): readonly Asked[] {
  return drive.effects
    .filter(({ topic }) => topic === 'mail')
    .map(({ payload, at }) => {
      const effect = mailEffectSchema.parse(payload);
      return { effect, facts: factsOf(drive, effect, at) };
    });
}

/** @returns the last mail of a template to a role, or to one contact by its id */
export function lastAsked(drive: Drive, template: string, to: string): Asked {
  const found = asked(drive).findLast(
    ({ effect }) => effect.template === template && (effect.to.role === to || effect.to.contact.id === to),
  );
  if (!found) throw new Error(`no mail «${template}» went to ${to}`);
  return found;
}

/** @returns the mail as its reader gets it */
export function written(
  { effect, facts }: Asked,
  reader: Reader = {},
  changes: Partial<MailFacts> = {},
): RenderedMail {
  const { languages = effect.to.contact.languages, zone = effect.to.contact.zone } = reader;
  const contact = { ...effect.to.contact, languages: [...languages], zone };
  return templates
    .get('written-procedure', effect.template)
    .render({ ...facts, ...changes, to: { ...effect.to, contact } });
}

function factsOf(drive: Drive, effect: MailEffect, at: Instant): MailFacts {
  return {
    id: '00000000-0000-7000-8000-00000000aaaa',
    to: effect.to,
    file: {
      caseId: '00000000-0000-7000-8000-000000000001' as CaseId, // the case of every drive
      workflow: 'written-procedure',
      version: 1,
      state: drive.state,
      stateValue: drive.state,
      context: drive.context,
      revision: 1,
      ended: drive.ended,
      historical: false,
      health: 'sound',
      trouble: null,
      createdAt: toInstant('2026-07-01T12:00:00Z'),
      timers: [],
      description: drive.described,
      allowed: [],
    },
    facts: effect.facts as JsonObject, // zod's JSON type is the mutable twin of ours
    round: effect.round,
    ballot: isPersonal(effect) ? BALLOT : null,
    publicUrl: 'https://plenum.example',
    occurredAt: at,
    late: false,
    messages,
    partyNames: new Map(),
  };
}

/** An entry of a calendar file, as a calendar program reads it. */
export interface ReadEntry {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  readonly endsAt: string;
}

/** @returns what a calendar program finds in the file, entries in their order */
export function readCalendar(ics: string | null): {
  readonly method: string;
  readonly entries: readonly ReadEntry[];
} {
  const calendar = new ICAL.Component(ICAL.parse(ics ?? ''));
  const entries = calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, sequence, endDate } = new ICAL.Event(component);
    return {
      uid,
      sequence,
      status: String(component.getFirstPropertyValue('status')),
      endsAt: endDate.toJSDate().toISOString(),
    };
  });
  return { method: String(calendar.getFirstPropertyValue('method')), entries };
}
