/** A request and an offer that met: delivered, evaluated, or fallen through. */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse } from '../../src/kernel/refusals.js';
import type { Refusal } from '../../src/kernel/workflow.js';
import {
  after,
  close,
  commandsFor,
  documentsSchema,
  lineSchema,
  notify,
  owe,
  proseSchema,
  refusalOfSpeaking,
  speaksFor,
} from '../casework/index.js';
import { type AssistanceContext, HELPED, type Match } from './technical-assistance.context.js';
import { closedEntries } from './technical-assistance.rules.js';
import { entryOf, refusalOfEntry } from './entry.refusals.js';

type Year = AssistanceContext;
const ANYBODY = ['participant', 'observer', 'chair', 'secretariat'] as const;
const RULE = 'Washington communiqué 2012, paragraph 53';
const requestId = z.string().regex(/^request-\d{1,4}$/, 'an id such as request-1');
const offerId = z.string().regex(/^offer-\d{1,4}$/, 'an id such as offer-1');
const matchId = z.string().regex(/^match-\d{1,4}$/, 'an id such as match-1');
const command = commandsFor<Year>();
type OfMatch = { readonly match: string };

const matchOf = ({ context, payload }: Asked<OfMatch, Year>): Match | undefined =>
  context.matches.find(({ id }) => id === payload.match);

function refusalOfMatch(asked: Asked<OfMatch, Year>, delivered: boolean | null): Refusal | null {
  const live = asked.context.matches.filter(({ ended }) => ended === null);
  const one = matchOf(asked);
  if (!one || one.ended !== null)
    return refuse(
      'assistance.no-match',
      `There is no such match under way. Under way: ${live.map(({ id }) => id).join(', ') || 'none'}.`,
      'match',
    );
  if (delivered === null || (one.delivered !== null) === delivered) return null;
  return delivered
    ? refuse('assistance.not-delivered', 'Nothing was delivered yet. Record the delivery first.', 'match')
    : refuse('assistance.delivered', 'It was delivered already; what is left is to evaluate it.', 'match');
}

/** Either side of a match may say what became of it. */
function refusalOfSides({ context, event }: Asked<OfMatch, Year>, one: Match | undefined): Refusal | null {
  const request = entryOf(context, one?.request ?? '')?.by ?? '';
  const offer = entryOf(context, one?.offer ?? '')?.by ?? '';
  return speaksFor(event, offer) ? null : refusalOfSpeaking(event, request, 'match');
}

/** Those who asked or offered in a match that is under way. */
function sidesOf(context: Year): readonly string[] {
  const live = context.matches.filter(({ ended }) => ended === null);
  return live.flatMap(({ request, offer }) =>
    [request, offer].flatMap((id) => entryOf(context, id)?.by ?? []),
  );
}

function withMatch(asked: Asked<OfMatch, Year>, change: Partial<Match>): Match[] {
  return asked.context.matches.map((one) => (one.id === asked.payload.match ? { ...one, ...change } : one));
}

const numberOf = (id: string): string => id.replace('match-', '');

/** Commands about matches of a request with an offer. */
export const matchCommands = {
  match: command(
    z.strictObject({ request: requestId, offer: offerId, note: z.string().max(10_000).default('') }),
    {
      title: 'match a request with an offer',
      by: ANYBODY,
      article: RULE,
      recordedAs: 'matched',
      refusal: ({ context, event, payload: { request, offer } }) =>
        firstRefusal(
          () => refusalOfEntry(context, request, 'request'),
          () => refusalOfEntry(context, offer, 'offer'),
          () => {
            const [asks, gives] = [entryOf(context, request)?.by ?? '', entryOf(context, offer)?.by ?? ''];
            return speaksFor(event, gives) ? null : refusalOfSpeaking(event, asks, 'request');
          },
        ),
      change: ({ context, event, payload: { request, offer, note } }) => {
        const id = `match-${context.matches.length + 1}`;
        const begun = { delivered: null, evaluation: null, ended: null };
        return {
          matches: [...context.matches, { id, request, offer, note, at: event.occurredAt, ...begun }],
          ...owe(context, {
            id: `delivery-${numberOf(id)}`,
            what: `assistance: ${entryOf(context, request)?.subject ?? ''}`.slice(0, 300),
            basis: RULE,
            from: [entryOf(context, offer)?.by ?? ''],
            due: null,
          }),
        };
      },
      tells: ({ context, payload: { request, offer } }) => {
        const sides = [entryOf(context, request), entryOf(context, offer)];
        return notify(context, [...new Set(sides.flatMap((one) => (one ? [one.by] : [])))], {
          kind: 'news',
          lead: `A request met an offer: ${sides[0]?.subject ?? ''}`,
          paragraphs: sides.flatMap((one) => (one ? [`${one.by}: ${one.text}`] : [])),
        });
      },
    },
  ),
  'record-delivery': command(
    z.strictObject({ match: matchId, text: proseSchema, documents: documentsSchema }),
    {
      title: 'record that the assistance was given',
      by: ANYBODY,
      article: 'assumed',
      recordedAs: 'delivered',
      who: sidesOf,
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfMatch(asked, false),
          () => refusalOfSides(asked, matchOf(asked)),
        ),
      change: (asked) => {
        const { context, event, payload } = asked;
        const { match, text, documents } = payload;
        const delivered = close(context, `delivery-${numberOf(match)}`);
        return {
          matches: withMatch(asked, { delivered: { at: event.occurredAt, text, documents } }),
          ...owe(
            { ...context, ...delivered },
            {
              id: `evaluation-${numberOf(match)}`,
              what: 'word on whether the assistance helped',
              basis: 'assumed',
              from: [entryOf(context, matchOf(asked)?.request ?? '')?.by ?? ''],
              due: after(event.occurredAt, context.rules.evaluateWithin, context.zone),
            },
          ),
        };
      },
    },
  ),
  evaluate: command(z.strictObject({ match: matchId, helped: z.enum(HELPED), text: proseSchema }), {
    title: 'say whether the assistance helped',
    by: ANYBODY,
    article: 'assumed; what did not help leaves the request open',
    recordedAs: 'evaluated',
    who: sidesOf,
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfMatch(asked, true),
        () => {
          const asks = entryOf(asked.context, matchOf(asked)?.request ?? '')?.by ?? '';
          return refusalOfSpeaking(asked.event, asks, 'match');
        },
      ),
    change: (asked) => {
      const { context, event, payload } = asked;
      const { match, helped, text } = payload;
      const at = event.occurredAt;
      const { request = '', offer = '' } = matchOf(asked) ?? {};
      const met = helped === 'no' ? context.entries : closedEntries(context, [request], 'met', match);
      const given = (entryOf(context, offer)?.standing ?? false) ? [] : [offer];
      return {
        matches: withMatch(asked, {
          evaluation: { at, helped, text },
          ended: { how: 'evaluated', at, reason: helped },
        }),
        entries: closedEntries({ ...context, entries: met }, given, 'given', match),
        ...close(context, `evaluation-${numberOf(match)}`),
      };
    },
    tells: (asked) =>
      notify(asked.context, [entryOf(asked.context, matchOf(asked)?.offer ?? '')?.by ?? 'secretariat'], {
        kind: 'news',
        lead: `The assistance was evaluated: did it help? ${asked.payload.helped}`,
        paragraphs: [asked.payload.text],
      }),
  }),
  'fall-through': command(z.strictObject({ match: matchId, reason: lineSchema }), {
    title: 'record that nothing comes of a match; both are open again',
    by: ANYBODY,
    article: 'assumed',
    recordedAs: 'fell-through',
    who: sidesOf,
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfMatch(asked, null),
        () => refusalOfSides(asked, matchOf(asked)),
      ),
    change: (asked) => {
      const { context, event, payload } = asked;
      const dropped = close(context, `delivery-${numberOf(payload.match)}`, 'dropped', payload.reason);
      return {
        matches: withMatch(asked, {
          ended: { how: 'fell-through', at: event.occurredAt, reason: payload.reason },
        }),
        ...close(
          { ...context, ...dropped },
          `evaluation-${numberOf(payload.match)}`,
          'dropped',
          payload.reason,
        ),
      };
    },
  }),
} as const;
