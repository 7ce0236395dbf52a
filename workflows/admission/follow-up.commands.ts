/** What follows an admission: the Chair's notice with the lists, the acts of those who apply it, and the end of the case. */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../src/kernel/refusals.js';
import {
  addresseeSchema,
  awaitTransposition,
  close,
  closeAll,
  commandsFor,
  documentsSchema,
  effectOf,
  factsOf,
  lineSchema,
  notify,
  personOf,
  proseSchema,
  refusalOfAddressees,
  refusalOfTransposition,
  transposed,
  transpositionDoneSchema,
} from '../casework/index.js';
import type { AdmissionContext } from './admission.context.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<AdmissionContext>();

const noticeSchema = z.strictObject({
  text: proseSchema,
  /** the lists as they are revised */
  documents: documentsSchema,
  /** whose acts are awaited; left out: as the rules say, for a Participant */
  transposition: z.array(addresseeSchema).max(60).nullable().default(null),
});
type Notice = z.output<typeof noticeSchema>;

/** Commands by name. */
export const followUpCommands = {
  'give-notice': command(noticeSchema, {
    title: 'give notice of an admission to all, with the revised lists',
    by: OFFICES,
    article: 'practice: notices of the Chair of 31 October 2003 and 14 August 2012',
    recordedAs: 'notice-given',
    refusal: ({ context, event, payload }) =>
      firstRefusal(
        () =>
          context.notice === null
            ? null
            : refuse('admission.notice-given', `Notice was given at ${context.notice.at}.`),
        () => refusalOfAddressees(context, event, addresseesOf(context, payload)),
      ),
    change: ({ context, event, payload }) => {
      const { text, documents } = payload;
      const roll = revisedRoll(context, factsOf(event).roll);
      return {
        notice: { at: event.occurredAt, text, documents, roll },
        ...awaitTransposition(
          { ...context, ...close(context, 'notice') },
          addresseesOf(context, payload),
          effectIn(context),
        ),
      };
    },
    tells: ({ context, payload: { text, documents } }) =>
      notify(context, ['all'], {
        kind: 'decision',
        lead: `${context.name ?? context.party} is admitted as ${context.as === 'participant' ? 'a Participant' : 'an Observer'}`,
        paragraphs: [text, ...documents.map(({ title, url }) => `${title}: ${url}`)],
        when: { at: effectIn(context), label: 'Takes effect' },
        facts: context.notice && context.notice.roll.length > 0 ? [['Participants', rollWords(context)]] : [],
      }),
  }),
  'record-transposition': command(transpositionDoneSchema, {
    title: 'record the act by which an addressee follows an admission',
    by: ['participant', ...OFFICES],
    article: 'practice: Regulation (EU) 947/2012; notice of 6 April 2022 in the United States',
    recordedAs: 'transposed',
    refusal: ({ context, event, payload }) => refusalOfTransposition(context, event, payload),
    change: ({ context, event, payload }) => transposed(context, event, payload),
  }),
  close: command(z.strictObject({ reason: lineSchema }), {
    title: 'close an admission although not everything that follows is done',
    by: OFFICES,
    article: 'assumed',
    recordedAs: 'closed',
    refusal: ({ context: { notice } }) =>
      notice === null
        ? refuse(
            'admission.no-notice',
            'Nobody was told of the admission yet. Give notice first (give-notice), and close it then.',
          )
        : null,
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'dropped', reason),
      ending: { how: 'admitted', reason, at: event.occurredAt, person: personOf(event) },
    }),
  }),
} as const;

function addresseesOf({ as, rules }: AdmissionContext, { transposition }: Notice) {
  return transposition ?? (as === 'participant' ? rules.transposition : []);
}

/** @returns when the admission takes effect */
export function effectIn({ outcome, asOf }: AdmissionContext): AdmissionContext['asOf'] {
  return outcome ? effectOf(outcome.decision) : asOf;
}

function revisedRoll({ as, party }: AdmissionContext, roll: readonly string[]): string[] {
  if (roll.length === 0) return []; // the records gave none: nothing is made up
  return as === 'participant' ? [...new Set([...roll, party])].sort() : [...roll].sort();
}

function rollWords({ notice }: AdmissionContext): string {
  const roll = notice?.roll ?? [];
  return `${roll.length}: ${roll.join(', ')}`;
}
