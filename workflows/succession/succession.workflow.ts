/** The succession as the engine loads it. */
import { instantSchema } from '../../src/kernel/instant.js';
import type { Json } from '../../src/kernel/json.js';
import { type StartInput, type TimerSpec, defineWorkflow } from '../../src/kernel/workflow.js';
import { callCommand, commands } from './succession.commands.js';
import { type SuccessionContext, successionContextSchema } from './succession.context.js';
import { describe } from './succession.describe.js';
import {
  beginTermSchema,
  draftSelectionSchema,
  endTermSchema,
  seatPastChairSchema,
  successionNoticeSchema,
} from './succession.effects.js';
import { successionMachine } from './succession.machine.js';
import { waiting } from './succession.waiting.js';

const CALENDAR_YEAR = 'calendar year in the zone of the body (practice; KP Core Document VI.4)';

function timer(
  title: string,
  recordedAs: string,
  rule: string,
  wall: (context: SuccessionContext) => Json = () => null,
): TimerSpec {
  return {
    title,
    recordedAs,
    basis: (context: SuccessionContext) => ({ rule, zone: context.zone, wallTime: wall(context) }),
  };
}

const example: StartInput = {
  caseId: '00000000-0000-7000-8000-000000000000',
  occurredAt: instantSchema.parse('2012-09-03T09:00:00Z'),
  actor: { kind: 'person', id: 'chair', name: 'The Chair', party: 'USA' },
  payload: {
    reference: 'SUCCESSION-EXAMPLE',
    year: 2013,
    closing: { kind: 'exact', wallTime: '2012-11-01T24:00' },
  },
  facts: { roles: ['chair'], participants: ['CHN', 'USA', 'ZAF'] },
};

export const successionWorkflow = defineWorkflow({
  name: 'succession',
  version: 1,
  title: 'Succession to the Chair',
  source:
    'KP Core Document VI.4-5; Administrative Decision of 2008 on the Vice-Chair (days assumed); Washington communiqué 2012, paragraphs 59-60',
  machine: successionMachine,
  start: callCommand,
  commands,
  timers: {
    'call-closes': timer(
      'the call for candidatures closes',
      'call-closed',
      'closing, as called',
      ({ closing }) => (closing?.kind === 'exact' ? closing.wallTime : null),
    ),
    'vice-chair-year': timer('the year of the Vice-Chair begins', 'vice-chair-year-began', CALENDAR_YEAR),
    'chair-year': timer('the year of the Chair begins', 'chair-year-began', CALENDAR_YEAR),
    'chair-year-end': timer('the year of the Chair ends', 'chair-year-ended', CALENDAR_YEAR),
    'custody-end': timer('the custody ends', 'custody-ended', 'the last day, as decided, to its end'),
    review: timer('somebody looks again', 'review-due', 'the day named, or counted from the call (assumed)'),
    'vacancy-warning': timer(
      'an office falls vacant soon',
      'vacancy-drew-near',
      'days before the year begins (assumed)',
    ),
  },
  effects: {
    'succession-notice': successionNoticeSchema,
    'begin-term': beginTermSchema,
    'end-term': endTermSchema,
    'seat-past-chair': seatPastChairSchema,
    'draft-selection': draftSelectionSchema,
  },
  inward: ['begin-term', 'end-term', 'seat-past-chair'],
  context: successionContextSchema,
  describe,
  waiting,
  examples: [example],
});
