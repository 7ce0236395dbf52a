/** The named guards, actions and delays of the machine: each joins a rule or an effect to its name and decides nothing. */
import { assign, setup } from 'xstate';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import { type Fact, machineActions } from '../machine-actions.js';
import {
  addSentence,
  amendClause,
  dropEdit,
  editSentence,
  recordClauses,
  removeClause,
} from './clause.rules.js';
import {
  type CarryOut,
  type CommuniquePublished,
  type MeetingDated,
  type MeetingNotice,
  type OpenProcedure,
  agendaLines,
  clausesToCarryOut,
  meetingDated,
  movedAway,
  notice,
  procedureToOpen,
} from './meeting.effects.js';
import {
  addItems,
  adoptAgenda,
  adoptCommunique,
  cancelMeeting,
  circulateAgenda,
  closeMeeting,
  closeWithStatement,
  consult,
  findOnItem,
  followRecommendation,
  liftObjection,
  makeStatement,
  noteDraftRefused,
  objectTo,
  openMeeting,
  placeItem,
  publishCommunique,
  recommend,
  registerAttendance,
  reschedule,
  sendToWrittenProcedure,
  succeedOrgan,
  takePosition,
  withdrawAttendance,
  withdrawItem,
} from './meeting.rules.js';
import { refusalOf } from './plenary-meeting.commands.js';
import type { MeetingContext } from './plenary-meeting.context.js';
import { payloadOf } from './plenary-meeting.payloads.js';

type Outgoing =
  | { readonly type: 'meeting-notice'; readonly params: MeetingNotice }
  | { readonly type: 'carry-out'; readonly params: CarryOut }
  | { readonly type: 'open-procedure'; readonly params: OpenProcedure }
  | { readonly type: 'meeting-dated'; readonly params: MeetingDated }
  | { readonly type: 'communique-published'; readonly params: CommuniquePublished }
  | { readonly type: 'record'; readonly params: Fact };

const { changing, sending, until } = machineActions<MeetingContext, Outgoing>();

const noticing = (
  template: MeetingNotice['template'],
  lines: (context: MeetingContext) => readonly string[] = () => [],
) => sending((context) => [{ type: 'meeting-notice', params: notice(context, template, lines(context)) }]);

const carryingOut = (when: MeetingContext['effectOn']) =>
  sending((context) =>
    context.effectOn === when
      ? clausesToCarryOut(context).map((params) => ({ type: 'carry-out' as const, params }))
      : [],
  );

/** Everything the machine names. */
export const meeting = setup({
  types: {
    context: {} as MeetingContext, // XState reads its types from values that are never used
    events: {} as CommandEvent,
    input: {} as StartInput,
    meta: {} as { readonly title: string; readonly needed: string },
  },
  guards: {
    permitted: ({ context, event }) => refusalOf(context, event) === null,
  },
  delays: {
    opening: until((context) => context.opensAt.at),
    'agenda-limit': until((context) => context.limits.agenda.at),
    'planned-end': until((context) => context.endsAt.at),
  },
  actions: {
    'meeting-notice': (_scope, _params: MeetingNotice) => undefined,
    'carry-out': (_scope, _params: CarryOut) => undefined,
    'open-procedure': (_scope, _params: OpenProcedure) => undefined,
    'meeting-dated': (_scope, _params: MeetingDated) => undefined,
    'communique-published': (_scope, _params: CommuniquePublished) => undefined,
    record: (_scope, _params: Fact) => undefined,
    addItems: changing(addItems),
    withdrawItem: changing(withdrawItem),
    placeItem: changing(placeItem),
    circulateAgenda: changing(circulateAgenda),
    reschedule: changing(reschedule),
    cancelMeeting: changing(cancelMeeting),
    registerAttendance: changing(registerAttendance),
    succeedOrgan: changing(succeedOrgan),
    withdrawAttendance: changing(withdrawAttendance),
    objectTo: changing(objectTo),
    liftObjection: changing(liftObjection),
    openMeeting: changing(openMeeting),
    adoptAgenda: changing(adoptAgenda),
    recommend: changing(recommend),
    makeStatement: changing(makeStatement),
    takePosition: changing(takePosition),
    consult: changing(consult),
    findOnItem: changing(findOnItem),
    followRecommendation: changing(followRecommendation),
    noteDraftRefused: changing(noteDraftRefused),
    sendToWrittenProcedure: changing(sendToWrittenProcedure),
    recordClauses: changing(recordClauses),
    amendClause: changing(amendClause),
    removeClause: changing(removeClause),
    editSentence: changing(editSentence),
    addSentence: changing(addSentence),
    dropEdit: changing(dropEdit),
    markOverrun: assign({ overran: true }),
    closeMeeting: changing(closeMeeting),
    adoptCommunique: changing(adoptCommunique),
    closeWithStatement: changing(closeWithStatement),
    publishCommunique: changing(publishCommunique),
    tellTheDay: sending((context) =>
      meetingDated(context).map((params) => ({ type: 'meeting-dated' as const, params })),
    ),
    tellTheOldYear: sending((context, event) =>
      movedAway(context, payloadOf('reschedule', event)).map((params) => ({
        type: 'meeting-dated' as const,
        params,
      })),
    ),
    noticeConvened: noticing('convened'),
    noticeAgenda: noticing('agenda', agendaLines),
    noticeRescheduled: noticing('rescheduled'),
    noticeCancelled: noticing('cancelled', (context) => [context.cancellation?.reason ?? '']),
    noticeCommunique: noticing('communique'),
    noticeStatement: noticing('statement', (context) => [context.communique.statement ?? '']),
    publishInstruments: sending(({ reference, asOf }) => [
      { type: 'communique-published', params: { meeting: reference, at: asOf } },
    ]),
    carryOutAtClose: carryingOut('close'),
    carryOutAtPublication: carryingOut('publication'),
    openProcedure: sending((context, event) => [
      {
        type: 'open-procedure',
        params: procedureToOpen(context, payloadOf('send-to-written-procedure', event)),
      },
    ]),
    recordRefusedItems: sending((_context, event) =>
      payloadOf('adopt-agenda', event).refused.map(({ item, reason }) => ({
        type: 'record' as const,
        params: { type: 'item-refused', data: { item, reason } },
      })),
    ),
  },
});
