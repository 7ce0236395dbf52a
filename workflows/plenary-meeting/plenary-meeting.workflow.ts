/** The meeting as the engine loads it. */
import { instantSchema } from '../../src/kernel/instant.js';
import type { Json } from '../../src/kernel/json.js';
import { type StartInput, type TimerSpec, defineWorkflow } from '../../src/kernel/workflow.js';
import {
  carryOutSchema,
  communiquePublishedSchema,
  meetingDatedSchema,
  meetingNoticeSchema,
  openProcedureSchema,
} from './meeting.effects.js';
import { commands, conveneCommand } from './plenary-meeting.commands.js';
import { type MeetingContext, meetingContextSchema } from './plenary-meeting.context.js';
import { describe } from './plenary-meeting.describe.js';
import { plenaryMeetingMachine } from './plenary-meeting.machine.js';
import { waiting } from './plenary-meeting.waiting.js';

function timer(title: string, recordedAs: string, basis: (context: MeetingContext) => Json): TimerSpec {
  return { title, recordedAs, basis };
}

const example: StartInput = {
  caseId: '00000000-0000-7000-8000-000000000000',
  occurredAt: instantSchema.parse('2012-08-01T09:00:00Z'),
  actor: { kind: 'person', id: 'chair', name: 'The Chair', party: 'USA' },
  payload: {
    reference: 'PLENARY-EXAMPLE',
    title: 'An example',
    place: 'Anywhere',
    zone: 'UTC',
    opensAt: { wallTime: '2012-11-27T09:00', zone: 'UTC' },
    endsAt: { wallTime: '2012-11-30T18:00', zone: 'UTC' },
  },
  facts: { roles: ['chair'], carried: [] },
};

export const plenaryMeeting = defineWorkflow({
  name: 'plenary-meeting',
  version: 1,
  title: 'Meeting',
  source: 'KP Core Document VI.1-VI.5, VI.17-19; rules of procedure assumed',
  machine: plenaryMeetingMachine,
  start: conveneCommand,
  commands,
  timers: {
    opening: timer('the meeting opens', 'opened', (context) => context.opensAt),
    'agenda-limit': timer(
      'the time for bringing items ends',
      'agenda-notice-ended',
      (context) => context.limits.agenda,
    ),
    'planned-end': timer('the planned end comes', 'planned-end-passed', (context) => context.endsAt),
  },
  effects: {
    'meeting-notice': meetingNoticeSchema,
    'carry-out': carryOutSchema,
    'open-procedure': openProcedureSchema,
    'meeting-dated': meetingDatedSchema,
    'communique-published': communiquePublishedSchema,
  },
  inward: ['carry-out', 'meeting-dated', 'communique-published'],
  context: meetingContextSchema,
  describe,
  waiting,
  examples: [example],
});
