/** Commands on the way back: an application, by the short path or by an admission, what becomes of it, and the end of the case. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  type Outgoing,
  close,
  closeAll,
  codeSchema,
  commandsFor,
  decisionSchema,
  effectOf,
  factsOf,
  kept,
  lineSchema,
  notify,
  owe,
  personOf,
  proseSchema,
} from '../casework/index.js';
import type { RemovalContext } from './removal.context.js';
import { refusalOfOut, refusalOfReturn } from './removal.refusals.js';
import { called, endsMembership, oweListsOfReturn } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<RemovalContext>();

const reapplySchema = z.strictObject({
  party: codeSchema,
  /** `short`: the committee and the one who decides look at it here; `admission`: as whoever applies for the first time */
  path: z.enum(['short', 'admission']),
  /** of the admission that is opened */
  reference: lineSchema.max(80).nullable().default(null),
  /** how it is called, for the admission of one whom the registry does not know any more */
  name: lineSchema.nullable().default(null),
  text: proseSchema,
});
type Reapply = z.output<typeof reapplySchema>;

/** Commands by name. */
export const returnCommands = {
  reapply: command(reapplySchema, {
    title: 'enter that somebody applies to come back',
    by: OFFICES,
    article: 'practice: Venezuela 2012 to 2016; form assumed',
    recordedAs: 'reapplied',
    refusal: ({ context, event, payload }) =>
      firstRefusal(
        () => refusalOfOut(context, payload.party),
        () => refusalOfPath(context, event, payload),
      ),
    change: ({ context, event, payload: { party, path, reference, text } }) => {
      const entry = { at: event.occurredAt, party, path, reference, text, turnedDown: null };
      const duty = {
        id: returnDuty(party),
        what: `what is to become of the application of ${party}`,
        basis: 'assumed: no term was found',
        from: path === 'short' ? [context.rules.committee] : ['chair'],
        due: null,
      };
      return { reapplications: [...context.reapplications, entry], ...owe(context, duty) };
    },
    tells: ({ context, payload }) => [
      ...admissionOf(context, payload),
      ...notify(context, [...OFFICES, context.rules.committee], {
        kind: 'news',
        lead: `${payload.party} applies to come back`,
        paragraphs: [payload.text],
      }),
    ],
  }),
  'turn-down': command(z.strictObject({ party: codeSchema, reason: lineSchema }), {
    title: 'record that an application to come back was turned down',
    by: [...OFFICES, 'system'],
    article: 'assumed',
    recordedAs: 'turned-down',
    refusal: ({ context, payload: { party } }) =>
      openApplication(context, party)
        ? null
        : refuse('removal.no-application', `No application of ${party} is open.`, 'party'),
    change: ({ context, event, payload: { party, reason } }) => {
      const meant = openApplication(context, party);
      const turnedDown = { at: event.occurredAt, reason };
      return {
        reapplications: context.reapplications.map((one) => (one === meant ? { ...one, turnedDown } : one)),
        ...close(context, returnDuty(party), 'decided', reason),
      };
    },
    tells: ({ context, payload: { party, reason } }) =>
      notify(context, ['participants', party], {
        kind: 'decision',
        lead: `The application of ${party} to come back is turned down`,
        paragraphs: [reason],
      }),
  }),
  'record-return': command(
    z.strictObject({
      party: codeSchema,
      decision: decisionSchema,
      /** reference of the admission by which it came; null: the short path */
      through: lineSchema.nullable().default(null),
    }),
    {
      title: 'record that somebody is back',
      by: [...OFFICES, 'system'],
      article: 'practice: Venezuela at the Plenary of 2016',
      recordedAs: 'returned',
      refusal: ({ context, event, payload }) => refusalOfReturn(context, event, payload),
      change: ({ context, event, payload: { party, decision, through } }) => ({
        returned: [
          ...context.returned,
          { party, at: effectOf(decision), decision: kept(decision, event), through },
        ],
        ...afterReturn(context, party, through),
      }),
      tells: ({ context, payload: { party, decision, through } }) => [
        ...(through === null ? [actOf(context, party, effectOf(decision), decision.reference)] : []),
        ...notify(context, ['all'], {
          kind: 'decision',
          lead: `${party} is ${endsMembership(context) ? 'a Participant again' : 'trading again'}`,
          paragraphs: [`Decided: ${decision.reference}.`],
          when: { at: effectOf(decision), label: 'Takes effect' },
        }),
      ],
    },
  ),
  close: command(z.strictObject({ reason: lineSchema }), {
    title: 'close a removal although not everything that follows is done',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'closed',
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'dropped', reason),
      ending: { how: 'closed', reason, at: event.occurredAt, person: personOf(event) },
    }),
  }),
} as const;

/** @returns id of the duty about an application to come back: `return-ven` */
function returnDuty(party: string): string {
  return `return-${party.toLowerCase()}`;
}

function afterReturn(context: RemovalContext, party: string, through: string | null) {
  const decided = close(context, returnDuty(party));
  return through === null ? oweListsOfReturn({ ...context, ...decided }) : decided;
}

/** @returns whether an application to come back is open */
export function openApplication({ reapplications, returned }: RemovalContext, party: string) {
  if (returned.some((one) => one.party === party)) return undefined;
  return reapplications.find((one) => one.party === party && one.turnedDown === null);
}

function refusalOfPath(context: RemovalContext, event: Parameters<typeof factsOf>[0], payload: Reapply) {
  const { path, reference, party, name } = payload;
  if (openApplication(context, party))
    return refuse('removal.applied-already', `An application of ${party} is open already.`, 'party');
  if (path === 'short') return null;
  if (!endsMembership(context))
    return refuse(
      'removal.still-participant',
      `${party} is still a Participant: nothing is to be admitted. Take the short path.`,
      'path',
    );
  if (reference === null)
    return refuse('removal.no-reference', 'Give the reference that the admission is to bear.', 'reference');
  if (name !== null || (factsOf(event).known[party] ?? 'unknown') !== 'unknown') return null;
  return refuse(
    'removal.name-missing',
    `Nobody is known by the code ${party} any more. Give its name too.`,
    'name',
  );
}

function admissionOf(
  context: RemovalContext,
  { path, reference, party, name, text }: Reapply,
): readonly Outgoing[] {
  if (path !== 'admission' || reference === null) return [];
  const { zone, language, visibility, concerns } = context;
  const payload = {
    ...{ reference, zone, language, visibility, concerns, name },
    title: `Readmission of ${name ?? party}`,
    source: text.slice(0, 600),
    follows: [{ workflow: 'removal', reference: context.reference }],
    applicant: party,
    as: 'participant',
  };
  const key = `${returnDuty(party)}-${context.reapplications.length}`; // each application opens its own
  return [{ type: 'open-case', params: { workflow: 'admission', key, payload } }];
}

function actOf(context: RemovalContext, party: string, at: RemovalContext['asOf'], source: string): Outgoing {
  const from = { at, source };
  if (!endsMembership(context)) {
    const note = `after ${called(context)}`.slice(0, 300);
    return {
      type: 'registry-act',
      params: { act: 'trade-status', party, status: 'eligible', note, ...from },
    };
  }
  const params = { act: 'admit', party, as: 'participant', category: null, name: null, ...from } as const;
  return { type: 'registry-act', params };
}
