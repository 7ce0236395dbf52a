/** The command that opens a review visit or mission. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import {
  codeSchema,
  commandsFor,
  decisionSchema,
  documentsSchema,
  lineSchema,
  openingShape,
  proseSchema,
  refusalOfCodes,
  refusalOfDecision,
  refusalOfSpeaking,
  speaksFor,
  visibilitySchema,
} from '../../casework/index.js';
import {
  REVIEW_RULES,
  type ReviewVisitContext,
  VISIT_BASES,
  VISIT_KINDS,
  datesSchema,
  indicationSchema,
  offerSchema,
  reviewRulesSchema,
} from '../review-visit.context.js';

/** How far a visit had come before its case was opened; of most only this is known from a communiqué. */
const alreadySchema = z.discriminatedUnion('stage', [
  z.strictObject({ stage: z.literal('planned'), dates: datesSchema }),
  /** its report was noted; what it recommends is still to be entered */
  z.strictObject({ stage: z.literal('reported'), endedOn: z.iso.date().nullable().default(null) }),
]);

const payload = z.strictObject({
  ...openingShape,
  /** Participants and observers both send members, and both may read the report (KP Core Document VI.15) */
  visibility: visibilitySchema.default('all'),
  party: codeSchema,
  kind: z.enum(VISIT_KINDS),
  basis: z.enum(VISIT_BASES),
  by: z.iso.date().nullable().default(null),
  byWords: lineSchema.nullable().default(null),
  text: proseSchema.default('as the source says'),
  documents: documentsSchema,
  indications: z.array(indicationSchema).max(50).default([]),
  decision: decisionSchema.nullable().default(null),
  /** who said before that it would lead or join */
  offers: z.array(offerSchema).max(50).default([]),
  already: alreadySchema.nullable().default(null),
  rules: reviewRulesSchema.default(REVIEW_RULES),
});
export type OpeningOfVisit = z.output<typeof payload>;

/** Opens the case of a visit (invited or committed to) or of a mission. */
export const open = commandsFor<ReviewVisitContext>()(payload, {
  title: 'open the case of a review visit or mission',
  by: ['participant', 'observer', 'chair', 'secretariat', 'system'],
  article: 'KP Core Document VI.13 and VI.14; Peer Review decision, as revised in Washington 2012',
  recordedAs: 'opened',
  refusal: ({ event, payload: { party, kind, basis, offers, decision, already, rules } }) =>
    firstRefusal(
      () => refusalOfCodes(event, [party], 'party', ['participant', 'observer', 'applicant', 'guest']),
      () =>
        refusalOfCodes(
          event,
          offers.map(({ code }) => code),
          'offers',
          ['participant', 'observer'],
        ),
      () => refusalOfBasis(kind, basis, already !== null),
      () =>
        basis === 'credible-indications' && !speaksFor(event, 'chair')
          ? refuse(
              'visit.chair-proposes',
              'A mission is for the Chair to propose. Raise an anomaly with the Chair instead.',
              'basis',
            )
          : refusalOfSpeaking(event, party, 'party'),
      () =>
        offers.some(({ code }) => code === party)
          ? refuse('visit.of-oneself', `${party} cannot be on the team that visits it.`, 'offers')
          : null,
      () => (decision ? refusalOfDecision(decision, event, rules.decidedBy) : null),
    ),
});

function refusalOfBasis(kind: OpeningOfVisit['kind'], basis: OpeningOfVisit['basis'], begun: boolean) {
  if (kind === 'visit' && basis === 'credible-indications')
    return refuse(
      'visit.takes-invitation',
      'A review visit is voluntary: it takes an invitation or a commitment to invite one. On indications a review mission is considered (kind: mission).',
      'basis',
    );
  if (begun && basis !== 'invitation')
    return refuse(
      'visit.stage-without-consent',
      'What is planned or reported already was agreed by the one visited: give basis invitation, or leave out how far it had come.',
      'already',
    );
  return null;
}
