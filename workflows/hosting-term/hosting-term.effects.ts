/** What a hosting term sets off outside itself: notices, the bar on the host's staff, and an item for the next Plenary. */
import { z } from 'zod';
import { type Instant, instantSchema } from '../../src/kernel/instant.js';
import { type PlenaryEscalation, itemId } from '../mandate/index.js';
import { newItemSchema } from '../plenary-meeting/index.js';
import type { HostingContext } from './hosting-term.context.js';
import { nextRung } from './hosting-term.rules.js';

/** Every notice of a hosting term; each needs words. */
export const HOSTING_NOTICES = [
  'opened',
  'evaluation-dated',
  'evaluation-review',
  'evaluation-due',
  'evaluated',
  'term-ending',
  'expired-undecided',
  'escalated',
  'renewed',
  'replaced',
  'end-decided',
  'ended',
] as const;
export type HostingNoticeTemplate = (typeof HOSTING_NOTICES)[number];

/** One notice; the application finds out who is reached under each of the codes. */
export const hostingNoticeSchema = z.strictObject({
  template: z.enum(HOSTING_NOTICES),
  reference: z.string(),
  meeting: z.string(),
  paragraph: z.int(),
  what: z.string(),
  host: z.string(),
  zone: z.string(),
  /** codes of parties, and `chair` or `secretariat` */
  to: z.array(z.string()),
  startsAt: instantSchema,
  endsAt: instantSchema,
  evaluationAt: instantSchema.nullable(),
  words: z.string(),
});
export type HostingNotice = z.output<typeof hostingNoticeSchema>;

/**
 * Nobody who works in what is hosted sits in committees (Washington communiqué 2012, paragraph 36): the bar on the host's staff
 * begins, is prolonged, or ends. It holds until its end is told, also where a term ran out undecided.
 */
export const hostBarSchema = z.strictObject({
  hosting: z.string(),
  caseId: z.string(),
  meeting: z.string(),
  paragraph: z.int(),
  what: z.string(),
  host: z.string(),
  change: z.enum(['begins', 'prolonged', 'ends']),
  from: instantSchema,
  /** when the hosting ended; null while it goes on */
  to: instantSchema.nullable(),
  /** until when it runs as decided */
  plannedTo: instantSchema,
});
export type HostBar = z.output<typeof hostBarSchema>;

/** @returns a notice as the memory stands */
export function notice(
  context: HostingContext,
  template: HostingNoticeTemplate,
  to: readonly string[],
  words: string,
): HostingNotice {
  const { reference, meeting, paragraph, what, zone, stretch, evaluation } = context;
  return {
    template,
    reference,
    meeting,
    paragraph,
    what,
    host: stretch.host,
    zone,
    to: [...to],
    startsAt: stretch.startsAt.at,
    endsAt: stretch.endsAt.at,
    evaluationAt: evaluation.term.dueAt?.at ?? null,
    words,
  };
}

/** @returns the bar on the present host's staff */
export function bar(context: HostingContext, change: HostBar['change'], to: Instant | null): HostBar {
  const { reference, caseId, meeting, paragraph, what, stretch } = context;
  return {
    hosting: reference,
    caseId,
    meeting,
    paragraph,
    what,
    host: stretch.host,
    change,
    from: stretch.startsAt.at,
    to,
    plannedTo: stretch.endsAt.at,
  };
}

/** @returns the notice of the rung that is being climbed */
export function rungNotice(context: HostingContext): readonly HostingNotice[] {
  const next = nextRung(context);
  if (!next) return [];
  const { to, words } = next.rung;
  const reached =
    to === 'addressees' ? [context.stretch.host] : to === 'plenary' ? ['chair', 'secretariat'] : [to];
  return [notice(context, 'escalated', reached, words)];
}

/** @returns what takes an undecided hosting before the next Plenary, when the rung that is being climbed leads there */
export function plenaryEscalation(context: HostingContext): readonly PlenaryEscalation[] {
  const next = nextRung(context);
  if (next?.rung.to !== 'plenary') return [];
  const { reference, meeting, paragraph, what, caseId, stretch } = context;
  return [
    {
      workflow: 'hosting-term',
      caseId,
      reference,
      meeting,
      paragraph,
      task: `decide who hosts: ${what}`,
      addressees: [stretch.host],
      dueAt: stretch.endsAt.at,
      words: next.rung.words,
      item: agendaItem(context),
    },
  ];
}

/** @returns the item that an undecided hosting is on an agenda */
export function agendaItem(context: HostingContext): PlenaryEscalation['item'] {
  const { reference, what, caseId, visibility, concerns, source } = context;
  return newItemSchema.parse({
    id: itemId('hosting', caseId),
    title: `Undecided hosting ${reference}: ${what}`.slice(0, 300),
    visibility,
    concerns,
    source,
    origin: { workflow: 'hosting-term', caseId, reference },
  });
}

/** @returns whether a hosting term waits for a Plenary: it ended undecided, and the rung that leads there was climbed */
export function waitsForPlenary({ undecidedSince, rules, rung }: HostingContext): boolean {
  return undecidedSince !== null && rules.escalation.slice(0, rung).some(({ to }) => to === 'plenary');
}
