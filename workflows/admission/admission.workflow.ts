/** The workflow of admissions, as the engine and the desk take it. */
import { localDate } from '../../src/kernel/business-calendar.js';
import type { Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dueWords, dutyTimers } from '../casework/index.js';
import { commands } from './admission.commands.js';
import { type AdmissionContext, admissionContextSchema } from './admission.context.js';
import { admissionMachine } from './admission.machine.js';
import { wantingWords } from './file.rules.js';
import { effectIn } from './follow-up.commands.js';
import { notifyOf } from './opening.js';

/** Whether it was put off after it had been accepted provisionally. */
const isPutOff = ({ deferrals, provisional }: AdmissionContext): boolean =>
  (deferrals.at(-1)?.at ?? '') > (provisional?.decision.at ?? '');
const called = ({ name, party }: AdmissionContext): string => name ?? party;

export const admission = defineWorkflow({
  name: 'admission',
  version: 1,
  title: 'Admission of a Participant or Observer',
  source:
    'KP Core Document VI.5, VI.8-10, V(a); practice of 2012, 2017 and 2018; times assumed where no text was found',
  presented: { collection: 'applications', noun: 'application' },
  machine: admissionMachine,
  start: notifyOf,
  commands,
  timers: {
    ...dutyTimers,
    effective: {
      title: 'the admission takes effect',
      recordedAs: 'took-effect',
      basis: ({ outcome }: AdmissionContext) => outcome && { decision: outcome.decision.reference },
    },
  },
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: admissionContextSchema,
  ...describer(admissionContextSchema, {
    needed: {
      notified: (context) =>
        `The Chair is to circulate the application of ${called(context)} to all Participants.`,
      completing: (context) =>
        `${called(context)} is to send the rest of its file: ${wantingWords(context)}.`,
      examination: ({ rules, deferrals }) =>
        deferrals.length === 0
          ? `The ${rules.committee} is to examine the application and recommend.`
          : `It was put off: the ${rules.committee} is to recommend again for the next Plenary.`,
      provisional: ({ rules, provisional }) =>
        [
          `Accepted provisionally: the ${rules.committee} is to recommend whether to admit.`,
          ...(provisional?.conditions.map((text) => `Condition: ${text}`) ?? []),
        ].join(' '),
      recommended: ({ standing, rules }) =>
        `The ${rules.committee} recommends to ${standing?.what ?? ''}: ${
          standing?.through === 'plenary'
            ? 'the Plenary is to decide.'
            : 'the Participants are to decide in writing.'
        }`,
      'awaiting-effect': (context) =>
        `Nothing but its date: the admission takes effect on ${localDate(effectIn(context), context.zone)}.`,
      transposition: (context) => `Admitted. ${dueWords(context)}`,
      admitted: (context) => `Nothing: ${called(context)} is admitted (${context.ending?.reason ?? ''}).`,
      refused: (context) => `Nothing: ${called(context)} is not admitted (${context.ending?.reason ?? ''}).`,
      withdrawn: (context) => `Nothing: ${called(context)} has withdrawn (${context.ending?.reason ?? ''}).`,
    },
    next: { effective: 'The admission takes effect.' },
    status: {
      completing: () => 'file incomplete',
      examination: ({ deferrals }) => (deferrals.length === 0 ? 'under examination' : 'deferred'),
      provisional: (context) => (isPutOff(context) ? 'deferred' : 'accepted provisionally'),
      'awaiting-effect': () => 'admitted from a later date',
      transposition: () => 'admitted, lists to follow',
      refused: () => 'not admitted',
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000b',
      occurredAt: '2012-02-01T10:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'SEC-1', name: 'An officer', party: 'SEC' },
      payload: {
        reference: 'KP/ADMISSION/2012/1',
        title: 'Admission of Atlantis',
        source: 'note verbale of 30 January 2012 (made up)',
        applicant: 'XAA',
        name: 'Atlantis',
        as: 'participant',
      },
      facts: { roles: ['secretariat'], known: { XAA: 'unknown' } },
    },
  ],
});
