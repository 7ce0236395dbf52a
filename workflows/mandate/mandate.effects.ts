/** What a mandate sets off outside itself: notices, and an item for the agenda of the next Plenary. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { newItemSchema } from '../plenary-meeting/index.js';
import { type MandateContext, addressed, awaited } from './mandate.context.js';
import { payloadOf } from './mandate.payloads.js';
import { nextRung } from './mandate.rules.js';

/** Every notice of a mandate; each needs words. */
export const MANDATE_NOTICES = [
  'opened',
  'reminder',
  'review-due',
  'overdue',
  'escalated',
  'reported',
  'assessment-due',
  'assessed',
  'extended',
  'term-set',
  'dated',
  'readdressed',
  'ended',
] as const;
export type MandateNoticeTemplate = (typeof MANDATE_NOTICES)[number];

/** One notice; the application finds out who is reached under each of the codes. */
export const mandateNoticeSchema = z.strictObject({
  template: z.enum(MANDATE_NOTICES),
  reference: z.string(),
  meeting: z.string(),
  paragraph: z.int(),
  task: z.string(),
  zone: z.string(),
  /** addressees, and `chair` or `secretariat` */
  to: z.array(z.string()),
  addressees: z.array(z.string()),
  dueAt: instantSchema.nullable(),
  reviewAt: instantSchema.nullable(),
  event: z.string().nullable(),
  reportTo: z.string().nullable(),
  /** what this notice adds: the reason, the words of a rung, who reported */
  words: z.string(),
});
export type MandateNotice = z.output<typeof mandateNoticeSchema>;

/** Something goes before the next Plenary: all that a meeting needs to make it an item of its agenda (`add-items`). */
export const plenaryEscalationSchema = z.strictObject({
  workflow: z.string(),
  caseId: z.string(),
  reference: z.string(),
  /** the meeting and paragraph it comes from */
  meeting: z.string(),
  paragraph: z.int(),
  task: z.string(),
  /** whose report, or decision, is missing */
  addressees: z.array(z.string()),
  dueAt: instantSchema,
  words: z.string(),
  /** ready for the command `add-items`; its `origin` is this case, so only the system may bring it */
  item: newItemSchema,
});
export type PlenaryEscalation = z.output<typeof plenaryEscalationSchema>;

/** @returns a notice as the memory stands */
export function notice(
  context: MandateContext,
  template: MandateNoticeTemplate,
  to: readonly string[],
  words: string,
): MandateNotice {
  const { reference, meeting, paragraph, task, zone, term, reportTo } = context;
  return {
    template,
    reference,
    meeting,
    paragraph,
    task,
    zone,
    to: [...to],
    addressees: addressed(context),
    dueAt: term.dueAt?.at ?? null,
    reviewAt: term.reviewAt?.at ?? null,
    event: term.event,
    reportTo,
    words,
  };
}

/** @returns the notice that the due instant has passed; none when it was given for this instant before */
export function overdueNotice(context: MandateContext): readonly MandateNotice[] {
  if (context.overdueSince === context.term.dueAt?.at) return [];
  return [notice(context, 'overdue', [...awaited(context), 'secretariat'], '')];
}

/** @returns the notice of the rung that is being climbed, and the item for a Plenary where it leads there */
export function rungNotice(context: MandateContext): readonly MandateNotice[] {
  const next = nextRung(context);
  if (!next) return [];
  const { to, words } = next.rung;
  const reached = to === 'addressees' ? awaited(context) : to === 'plenary' ? ['chair', 'secretariat'] : [to];
  return [notice(context, 'escalated', reached, words)];
}

/** @returns what takes the mandate before the next Plenary, when the rung that is being climbed leads there */
export function plenaryEscalation(context: MandateContext): readonly PlenaryEscalation[] {
  const next = nextRung(context);
  const dueAt = context.term.dueAt?.at;
  if (next?.rung.to !== 'plenary' || dueAt === undefined) return [];
  const { reference, meeting, paragraph, task, caseId } = context;
  const { words } = next.rung;
  const addressees = awaited(context);
  const item = agendaItem(context);
  return [
    { workflow: 'mandate', caseId, reference, meeting, paragraph, task, addressees, dueAt, words, item },
  ];
}

/** @returns the item that an overdue mandate is on an agenda */
export function agendaItem(context: MandateContext): PlenaryEscalation['item'] {
  const { reference, task, caseId, visibility, concerns, source } = context;
  return newItemSchema.parse({
    id: itemId('mandate', caseId),
    title: `Overdue mandate ${reference}: ${task}`.slice(0, 300),
    visibility,
    concerns,
    source,
    origin: { workflow: 'mandate', caseId, reference },
  });
}

/** @returns whether a mandate waits for a Plenary: it is late, and the rung that leads there was climbed on the present due instant */
export function waitsForPlenary({ overdueSince, rules, rung }: MandateContext): boolean {
  return overdueSince !== null && rules.escalation.slice(0, rung).some(({ to }) => to === 'plenary');
}

/** @returns the id of an agenda item that a case becomes; the same each time, so that it comes onto an agenda once */
export function itemId(kind: string, caseId: string): string {
  return `${kind}-${caseId.slice(-12)}`;
}

/** @returns a notice to those addressed before and after a transfer */
export function readdressNotice(context: MandateContext, event: CommandEvent): readonly MandateNotice[] {
  const { from, to, reason } = payloadOf('readdress', event);
  return [notice(context, 'readdressed', [from, ...to], `From ${from} to ${to.join(', ')}: ${reason}`)];
}
