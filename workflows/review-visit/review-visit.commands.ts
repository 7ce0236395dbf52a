/** Every command of a review visit or mission, by name, with those that end its case. */
import { z } from 'zod';
import { refuse } from '../../src/kernel/refusals.js';
import {
  closeAll,
  commandsFor,
  dutyCommands,
  dutyOf,
  lineSchema,
  notify,
  openingShape,
  personOf,
  refusalOfSpeaking,
} from '../casework/index.js';
import { arrangementCommands } from './commands/arrangement.commands.js';
import { consentCommands } from './commands/consent.commands.js';
import { courseCommands } from './commands/course.commands.js';
import { goingCommands } from './commands/going.commands.js';
import { excused, refusalOfExcuse } from './excuse.rules.js';
import { recommendationCommands } from './commands/recommendation.commands.js';
import { reportCommands } from './commands/report.commands.js';
import type { ReviewVisitContext } from './review-visit.context.js';

const OFFICES = ['chair', 'secretariat'] as const;
const command = commandsFor<ReviewVisitContext>();
const duties = dutyCommands<ReviewVisitContext>({ refusalOfExcuse });

/** Every command that the case of a visit understands, by name. */
export const commands = {
  ...duties,
  excuse: { ...duties.excuse, change: excused },
  ...goingCommands,
  ...consentCommands,
  ...arrangementCommands,
  ...courseCommands,
  ...reportCommands,
  ...recommendationCommands,
  'open-next': command(z.strictObject({ reference: openingShape.reference, title: lineSchema }), {
    title: 'open the case of the next visit, which was invited',
    by: ['participant', 'observer', ...OFFICES],
    article: 'Peer Review decision: voluntary; about three years between visits is assumed',
    recordedAs: 'next-opened',
    who: ({ party }) => [party],
    refusal: ({ context, event }) => refusalOfSpeaking(event, context.party, 'reference'),
    change: ({ context, event, payload: { reference } }) => {
      const reason = `the next visit is ${reference}`;
      return {
        nextVisit: { workflow: 'review-visit', reference },
        ...closeAll(context, 'done', reason),
        ending: { how: 'next-visit', reason, at: event.occurredAt, person: personOf(event) },
      };
    },
    tells: ({ context, payload: { reference, title } }) => [
      {
        type: 'open-case',
        params: {
          workflow: 'review-visit',
          key: 'next-visit',
          payload: {
            reference,
            title,
            source: `follows ${context.reference}`,
            follows: [{ workflow: 'review-visit', reference: context.reference }],
            zone: context.zone,
            language: context.language,
            visibility: context.openTo,
            concerns: [...context.concerns],
            party: context.party,
            kind: 'visit',
            basis: 'invitation',
          },
        },
      },
    ],
  }),
  conclude: command(z.strictObject({ reason: lineSchema }), {
    title: 'close the case',
    by: OFFICES,
    article: 'assumed; never while a report or a recommendation is awaited',
    recordedAs: 'concluded',
    refusal: ({ context }) =>
      dutyOf(context, 'report')?.closed === null
        ? refuse(
            'visit.report-awaited',
            'Its report is awaited. Excuse the team of it first, with the reason (excuse), or wait for it.',
          )
        : null,
    change: ({ context, event, payload: { reason } }) => ({
      ...closeAll(context, 'decided', reason),
      ending: { how: 'concluded', reason, at: event.occurredAt, person: personOf(event) },
    }),
    tells: ({ context, payload: { reason } }) =>
      notify(context, [context.party, context.rules.organ], {
        kind: 'decision',
        lead: 'The case is closed',
        paragraphs: [reason],
      }),
  }),
} as const;
