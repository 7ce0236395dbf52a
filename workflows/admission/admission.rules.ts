/** How the memory of an admission begins, what is due as it goes on, and what its effect sets off; pure. */
import { z } from 'zod';
import type { StartInput } from '../../src/kernel/workflow.js';
import {
  type Outgoing,
  type TellCase,
  after,
  decisionSchema,
  dutyOf,
  factsOf,
  notify,
  openDuties,
  openedCase,
  owe,
} from '../casework/index.js';
import { type AdmissionContext, admissionContextSchema } from './admission.context.js';
import { circulation, circulationDue, isComplete, oweRest, wantingWords } from './file.rules.js';
import { effectIn } from './follow-up.commands.js';
import { notifyOf } from './opening.js';

const BEFORE = admissionContextSchema.shape.before;

/** @returns the memory as an application comes in: the Chair is to circulate it, the applicant to complete its file */
export function notifiedContext(input: StartInput): AdmissionContext {
  const payload = notifyOf.payloadOf(input);
  const { applicant: party, name, as, category, rules, seat } = payload;
  const receivedAt = payload.receivedAt ?? input.occurredAt;
  const known = factsOf(input).known[party] ?? 'unknown';
  const opened = openedCase(input, ['visits']);
  const context: AdmissionContext = {
    ...opened,
    subjects: [...new Set([party, ...opened.subjects])],
    rules,
    party,
    name,
    as,
    category,
    through: payload.through ?? (as === 'participant' ? 'diplomatic-channels' : 'letter'),
    before: BEFORE.parse(known),
    receivedAt,
    file: payload.file.map((entry) => ({ ...entry, at: receivedAt })),
    circulatedAt: null,
    visits: [],
    recommendations: [],
    standing: null,
    provisional: null,
    deferrals: [],
    outcome: null,
    notice: null,
    transpositions: [],
    seat: seat && { ...seat, given: null, decision: null },
  };
  return { ...context, ...firstDuties(context) };
}

function firstDuties(context: AdmissionContext): Pick<AdmissionContext, 'duties'> {
  const { rules, receivedAt, asOf, zone } = context;
  const counts = rules.circulate.from === 'receipt' || isComplete(context);
  const due = counts ? circulationDue(context, receivedAt) : null;
  const circulate = owe(context, circulation(context, due));
  return oweRest({ ...context, ...circulate }, after(asOf, rules.completeWithin, zone));
}

/** @returns the applicant entered in the registry where it is not, word to the offices, and to the applicant of what is wanting */
export function atNotification(context: AdmissionContext): readonly Outgoing[] {
  const { party, name, receivedAt: at, source, rules, as } = context;
  const act = { act: 'register-applicant', party, name, at, source } as const;
  return [
    ...(standsAsApplicant(context) ? [{ type: 'registry-act', params: act } as const] : []),
    ...notify(context, ['chair', 'secretariat', rules.committee], {
      kind: 'opened',
      lead: `${name ?? party} applies to be ${as === 'participant' ? 'a Participant' : 'an Observer'}: circulate it to all Participants`,
    }),
    ...(isComplete(context)
      ? []
      : notify(context, [party], {
          kind: 'request',
          lead: 'Your application was received and is not complete yet',
          paragraphs: [`Still to come: ${wantingWords(context)}.`],
          duty: 'file',
        })),
  ];
}

/** Observers are invited (VI.10): they are no applicants in the registry, and an Observer stays one until it is admitted otherwise. */
function standsAsApplicant({ as, before }: AdmissionContext): boolean {
  return as === 'participant' && before !== 'observer';
}

/** @returns when it was refused or has withdrawn: the end of the applicant's entry in the registry, and word to a removal it follows */
export function atFailure(context: AdmissionContext): readonly Outgoing[] {
  const { party, asOf: at, source, ending } = context;
  const told = toRemovals(context, 'turn-down', { party, reason: ending?.reason ?? source });
  if (!standsAsApplicant(context)) return told;
  return [{ type: 'registry-act', params: { act: 'end-membership', party, at, source } }, ...told];
}

/** @returns the duties with the recommendation due of the committee, unless it is due or given already */
export function oweRecommendation(context: AdmissionContext): Partial<AdmissionContext> {
  if (context.standing !== null) return {};
  if (dutyOf(context, 'recommendation')?.closed === null) return {};
  return owe(context, {
    id: 'recommendation',
    what: `recommendation on ${context.party}`,
    basis: 'practice: the Participation Committee examines and recommends; no term was found',
    from: [context.rules.committee],
    due: null,
  });
}

/** @returns whether the admission is decided and its effect lies ahead */
export function isAhead(context: AdmissionContext): boolean {
  return isAdmitted(context) && effectIn(context) > context.asOf;
}

/** @returns whether it was decided to admit the applicant */
export function isAdmitted({ outcome }: AdmissionContext): boolean {
  return outcome?.how === 'admitted';
}

/** A decision as it is given: without what a memory adds to it. */
const givenSchema = z.object(decisionSchema.shape);

/** @returns what the admission sets off as it takes effect: the roll, and the case of a removal that it follows */
export function atEffect(context: AdmissionContext): readonly Outgoing[] {
  const { outcome, party, as, category, name, reference } = context;
  if (!outcome) return [];
  const at = effectIn(context);
  const decision = givenSchema.parse(outcome.decision);
  const admit = { act: 'admit', party, as, category, name, at, source: decision.reference } as const;
  return [
    { type: 'registry-act', params: admit },
    ...toRemovals(context, 'record-return', { party, decision, through: reference }),
  ];
}

/** A command to each removal that the admission follows. */
function toRemovals(
  { follows }: AdmissionContext,
  command: 'record-return' | 'turn-down',
  payload: TellCase['payload'],
): readonly Outgoing[] {
  return follows
    .filter(({ workflow }) => workflow === 'removal')
    .map(({ workflow, reference }) => {
      const key = `${command}-${reference}`.slice(0, 80);
      return { type: 'tell-case', params: { workflow, reference, key, command, payload } };
    });
}

/** @returns the duties as the admission takes effect: the Chair's notice, unless it was given, and the seat that was asked for */
export function oweFollowUp(context: AdmissionContext): Partial<AdmissionContext> {
  const { notice, seat, rules, asOf, zone } = context;
  const noticed =
    notice === null
      ? owe(context, {
          id: 'notice',
          what: 'notice to all of the admission, with the revised lists',
          basis: 'practice: notice of the Chair of 14 August 2012; the time assumed',
          from: ['chair'],
          due: after(asOf, rules.noticeWithin, zone),
        })
      : { duties: context.duties };
  if (seat?.given !== null || seat === null) return noticed;
  return owe(
    { ...context, ...noticed },
    {
      id: 'seat',
      what: `decision on a seat in ${seat.organ}`,
      basis: 'practice: Washington communiqué 2012, paragraph 4; no term',
      from: [seat.organ],
      due: null,
    },
  );
}

/** @returns whether nothing that follows the admission is due any more */
export function isFollowedUp(context: AdmissionContext): boolean {
  return openDuties(context).length === 0;
}

/** @returns the end of the case, when all that follows is done */
export function followedUp({ outcome, asOf, openedBy }: AdmissionContext): Partial<AdmissionContext> {
  const person = outcome?.person ?? openedBy;
  const reason = outcome?.reason ?? '';
  return { ending: { how: 'admitted', reason, at: asOf, person } };
}
