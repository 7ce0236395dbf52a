/** Commands on the lists: each issue of them, and the acts by which those who apply them follow. */
import { z } from 'zod';
import { firstRefusal } from '../../src/kernel/refusals.js';
import {
  type Addressee,
  addresseeSchema,
  awaitTransposition,
  close,
  commandsFor,
  documentsSchema,
  lastDay,
  notify,
  owe,
  proseSchema,
  refusalOfAddressees,
  refusalOfPastDay,
  refusalOfTransposition,
  transposed,
  transpositionDoneSchema,
} from '../casework/index.js';
import { LIST } from './days.rules.js';
import type { RemovalContext } from './removal.context.js';
import { effectIn, isOut, isReturnUnlisted, rollWithout } from './removal.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<RemovalContext>();

const listIssueSchema = z.strictObject({
  text: proseSchema,
  documents: documentsSchema,
  /** how many Participants are on it; left out: as many as the records have */
  count: z.int().min(0).max(500).nullable().default(null),
  /** last day for the next issue */
  nextBy: z.iso.date().nullable().default(null),
  /** whose acts are awaited; left out: on a return whoever was asked to follow the removal, and otherwise nobody */
  transposition: z.array(addresseeSchema).max(60).nullable().default(null),
});
/** Commands by name. */
export const listCommands = {
  'issue-list': command(listIssueSchema, {
    title: 'issue the revised lists to all',
    by: OFFICES,
    article: 'practice: notices of the Chair of 2003 and of 9 July 2004',
    recordedAs: 'list-issued',
    refusal: ({ context, event, payload: { nextBy, transposition } }) =>
      firstRefusal(
        () => refusalOfPastDay(nextBy, context.zone, event.occurredAt, 'nextBy'),
        () => refusalOfAddressees(context, event, addresseesOf(context, transposition)),
      ),
    change: ({ context, event, payload: { text, documents, count, nextBy, transposition } }) => {
      const roll = rollWithout(context, event);
      const issued = close(context, 'list');
      const next =
        nextBy === null
          ? issued
          : owe({ ...context, ...issued }, { ...LIST, due: lastDay(nextBy, context.zone) });
      const onIt = count ?? (roll.length === 0 ? null : roll.length);
      return {
        lists: [...context.lists, { at: event.occurredAt, text, documents, count: onIt }],
        ...awaitTransposition(
          { ...context, ...next },
          addresseesOf(context, transposition),
          event.occurredAt,
        ),
      };
    },
    tells: ({ context, event, payload: { text, documents } }) => {
      const roll = rollWithout(context, event);
      return notify(context, ['all'], {
        kind: 'decision',
        lead: 'The list of Participants is revised',
        paragraphs: [text, ...documents.map(({ title, url }) => `${title}: ${url}`)],
        when: whenOf(context),
        facts: roll.length === 0 ? [] : [['Participants', `${roll.length}: ${roll.join(', ')}`]],
      });
    },
  }),
  'record-transposition': command(transpositionDoneSchema, {
    title: 'record the act by which an addressee follows the lists',
    by: ['participant', ...OFFICES],
    article: 'practice: notice of 31 October 2003',
    recordedAs: 'transposed',
    refusal: ({ context, event, payload }) => refusalOfTransposition(context, event, payload),
    change: ({ context, event, payload }) => transposed(context, event, payload),
  }),
} as const;

function addresseesOf(context: RemovalContext, given: readonly Addressee[] | null): readonly Addressee[] {
  if (given !== null) return given;
  if (!isReturnUnlisted(context)) return [];
  const asked = new Map(context.transpositions.map(({ addressee, what }) => [addressee, what]));
  const basis = 'assumed: whoever followed the removal follows the return; no term';
  return [...asked].map(([addressee, what]) => ({ addressee, what, basis, within: null, by: null }));
}

/** The instant of the last change that the lists tell of. */
function whenOf(context: RemovalContext) {
  const at = context.returned.at(-1)?.at ?? (isOut(context) ? effectIn(context) : null);
  return at === null ? null : { at, label: 'Takes effect' };
}
