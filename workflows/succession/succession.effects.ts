/** What a succession sets off outside itself: notices, terms in the registry, a seat for the past Chair, a draft for written procedure. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { sourceWords } from './decision.rules.js';
import {
  type SuccessionContext,
  type SuccessionOffice,
  successionOfficeSchema,
} from './succession.context.js';
import { type SuccessionPayload, payloads } from './succession.payloads.js';
import { calendarYear, chairYearOf } from './years.rules.js';

/** Every notice of a succession; each needs a renderer. */
export const SUCCESSION_NOTICES = [
  'candidatures-called',
  'recommended',
  'selected',
  'deadlock',
  'review',
  'vacancy-ahead',
  'vacant',
  'custodian',
  'cancelled',
] as const;

/** One notice; whom it goes to follows from its template. */
export const successionNoticeSchema = z.strictObject({
  template: z.enum(SUCCESSION_NOTICES),
  reference: z.string(),
  title: z.string(),
  office: successionOfficeSchema,
  zone: z.string(),
  /** the instant it is about: a closing, the beginning or end of a term; null when there is none */
  at: instantSchema.nullable(),
  /** codes of the parties it speaks of */
  parties: z.array(z.string()),
  note: z.string(),
});
export type SuccessionNotice = z.output<typeof successionNoticeSchema>;

/** An office begins to be held. */
export const beginTermSchema = z.strictObject({
  succession: z.string(),
  office: successionOfficeSchema,
  party: z.string(),
  from: instantSchema,
  to: instantSchema,
  standing: z.enum(['elected', 'custodian']),
  source: z.string(),
});
export type BeginTerm = z.output<typeof beginTermSchema>;

/** An office falls vacant: whoever held it until the next, holds it no longer. */
export const endTermSchema = z.strictObject({
  succession: z.string(),
  office: successionOfficeSchema,
  at: instantSchema,
});
export type EndTerm = z.output<typeof endTermSchema>;

/** Last year's Chair chairs the Participation Committee in the year after (Washington communiqué 2012, paragraph 59). */
export const seatPastChairSchema = z.strictObject({
  succession: z.string(),
  party: z.string(),
  year: z.int(),
  from: instantSchema,
  to: instantSchema,
  source: z.string(),
});
export type SeatPastChair = z.output<typeof seatPastChairSchema>;

/** The question who follows becomes the draft of a written procedure. */
export const draftSelectionSchema = z.strictObject({
  succession: z.string(),
  title: z.string(),
  party: z.string(),
  draft: payloads['put-to-written-procedure'].shape.draft,
});
export type DraftSelection = z.output<typeof draftSelectionSchema>;

type About = Partial<Pick<SuccessionNotice, 'office' | 'at' | 'parties' | 'note'>>;

/** @returns a notice of this succession; `about` says what it tells beyond who and which */
export function notice(
  context: SuccessionContext,
  template: SuccessionNotice['template'],
  about: About = {},
): SuccessionNotice {
  const { reference, title, office, zone } = context;
  return { template, reference, title, office, zone, at: null, parties: [], note: '', ...about };
}

/** @returns the terms that follow from the decision, for the registry */
export function termsToBegin({ decision, reference }: SuccessionContext): BeginTerm[] {
  if (!decision) return [];
  const source = `${sourceWords(decision.decidedBy)}; succession ${reference}`;
  return decision.terms.map((term) => ({
    ...term,
    succession: reference,
    party: decision.party,
    standing: 'elected' as const,
    source,
  }));
}

/** @returns the custody just given, for the registry */
export function custodyToBegin({ custodians, reference }: SuccessionContext): BeginTerm[] {
  const last = custodians.at(-1);
  if (!last) return [];
  const { party, from, to, decidedBy } = last;
  const source = `${sourceWords(decidedBy)}; succession ${reference}`;
  return [{ succession: reference, office: 'chair', party, from, to, standing: 'custodian', source }];
}

/** @returns the office that just fell vacant, for the registry */
export function termToEnd({ vacancies, reference }: SuccessionContext, office: SuccessionOffice): EndTerm[] {
  const last = vacancies.findLast((one) => one.office === office);
  return last ? [{ succession: reference, office, at: last.from }] : [];
}

/** @returns the seat of the Chair whose year is over; a custodian is no Chair and gets none (assumed) */
export function seatOfPastChair(context: SuccessionContext): SeatPastChair[] {
  const { decision, reference, office, year, zone } = context;
  if (!decision) return [];
  const after = chairYearOf(office, year) + 1;
  return [
    {
      succession: reference,
      party: decision.party,
      year: after,
      ...calendarYear(after, zone),
      source: `Chair of ${after - 1}; Washington communiqué 2012, paragraph 59`,
    },
  ];
}

/** @returns the draft that the question who follows becomes */
export function selectionToDraft(
  { reference, title }: SuccessionContext,
  { party, draft }: SuccessionPayload<'put-to-written-procedure'>,
): DraftSelection {
  return { succession: reference, title, party, draft };
}
