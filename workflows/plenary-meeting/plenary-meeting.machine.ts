/**
 * A meeting of the Plenary, of an organ, or of several in joint session: convened, its agenda brought and adopted, items taken one
 * by one to consensus or none, closed, its communiqué adopted and published.
 *
 * Source: KP Core Document VI.1-VI.5 and VI.17-19; what its rules of procedure add was not found and is a parameter. A meeting
 * may run past its planned end: that is a fact, and ends nothing. Nothing here decides by itself.
 */
import { convenedContext } from './meeting.rules.js';
import { meeting } from './plenary-meeting.setup.js';

const permitted = 'permitted' as const;

const order = { 'place-item': { guard: permitted, actions: ['placeItem'] } } as const;

const attendance = {
  'succeed-organ': { guard: permitted, actions: ['succeedOrgan'] },
  'register-attendance': { guard: permitted, actions: ['registerAttendance'] },
  'withdraw-attendance': { guard: permitted, actions: ['withdrawAttendance'] },
} as const;

const objections = {
  object: { guard: permitted, actions: ['objectTo'] },
  'lift-objection': { guard: permitted, actions: ['liftObjection'] },
} as const;

const gathering = {
  'add-items': { guard: permitted, actions: ['addItems'] },
  'withdraw-item': { guard: permitted, actions: ['withdrawItem'] },
} as const;

const itemActs = {
  recommend: { guard: permitted, actions: ['recommend'] },
  'make-statement': { guard: permitted, actions: ['makeStatement'] },
  'take-position': { guard: permitted, actions: ['takePosition'] },
  consult: { guard: permitted, actions: ['consult'] },
  find: { guard: permitted, actions: ['findOnItem'] },
  'follow-recommendation': { guard: permitted, actions: ['followRecommendation'] },
  'send-to-written-procedure': { guard: permitted, actions: ['sendToWrittenProcedure', 'openProcedure'] },
} as const;

const draftNotes = { 'note-draft-refused': { guard: permitted, actions: ['noteDraftRefused'] } } as const;

const edits = {
  'edit-sentence': { guard: permitted, actions: ['editSentence'] },
  'add-sentence': { guard: permitted, actions: ['addSentence'] },
  'drop-edit': { guard: permitted, actions: ['dropEdit'] },
} as const;

const clauses = {
  'record-clauses': { guard: permitted, actions: ['recordClauses'] },
  'amend-clause': { guard: permitted, actions: ['amendClause'] },
  'remove-clause': { guard: permitted, actions: ['removeClause'] },
} as const;

/** The statechart of a meeting. */
export const plenaryMeetingMachine = meeting.createMachine({
  id: 'plenary-meeting',
  context: ({ input }) => convenedContext(input),
  initial: { target: 'convened', actions: ['noticeConvened', 'tellTheDay'] },
  states: {
    convened: {
      meta: { title: 'Convened', needed: 'Items for the agenda are brought.' },
      initial: 'gathering',
      states: {
        gathering: { after: { 'agenda-limit': { target: 'noticed' } } },
        noticed: {},
      },
      after: { opening: { target: 'opening', actions: ['openMeeting'] } },
      on: {
        ...gathering,
        ...order,
        ...attendance,
        'circulate-agenda': { guard: permitted, actions: ['circulateAgenda', 'noticeAgenda'] },
        reschedule: {
          guard: permitted,
          target: 'convened',
          reenter: true,
          actions: ['tellTheOldYear', 'reschedule', 'noticeRescheduled', 'tellTheDay'],
        },
        cancel: {
          guard: permitted,
          target: 'cancelled',
          actions: ['cancelMeeting', 'noticeCancelled', 'tellTheDay'],
        },
      },
    },
    opening: {
      meta: { title: 'Opened', needed: 'The agenda is to be adopted.' },
      on: {
        ...attendance,
        ...objections,
        ...order,
        'withdraw-item': gathering['withdraw-item'],
        'adopt-agenda': {
          guard: permitted,
          target: 'in-session',
          actions: ['adoptAgenda', 'recordRefusedItems'],
        },
        cancel: {
          guard: permitted,
          target: 'cancelled',
          actions: ['cancelMeeting', 'noticeCancelled', 'tellTheDay'],
        },
      },
    },
    'in-session': {
      meta: { title: 'In session', needed: 'Each item is to be brought to an end.' },
      initial: 'running',
      states: {
        running: { after: { 'planned-end': { target: 'overrun', actions: ['markOverrun'] } } },
        overrun: {},
      },
      on: {
        ...attendance,
        ...itemActs,
        ...draftNotes,
        ...clauses,
        ...edits,
        close: { guard: permitted, target: 'closed', actions: ['closeMeeting', 'carryOutAtClose'] },
      },
    },
    closed: {
      meta: { title: 'Closed', needed: 'The communiqué is to be adopted.' },
      on: {
        ...edits,
        ...draftNotes,
        ...objections,
        'adopt-communique': {
          guard: permitted,
          target: 'communique-adopted',
          actions: ['adoptCommunique'],
        },
        'close-with-statement': {
          guard: permitted,
          target: 'ended-with-statement',
          actions: ['closeWithStatement', 'noticeStatement', 'carryOutAtPublication', 'publishInstruments'],
        },
      },
    },
    'communique-adopted': {
      meta: { title: 'Communiqué adopted', needed: 'The communiqué is to be published.' },
      on: {
        publish: {
          guard: permitted,
          target: 'published',
          actions: ['publishCommunique', 'noticeCommunique', 'carryOutAtPublication', 'publishInstruments'],
        },
      },
    },
    published: { type: 'final', meta: { title: 'Published', needed: 'Nothing: the communiqué is public.' } },
    'ended-with-statement': {
      type: 'final',
      meta: { title: 'Ended without communiqué', needed: 'Nothing: the Chair stated the outcome.' },
    },
    cancelled: { type: 'final', meta: { title: 'Cancelled', needed: 'Nothing: the meeting was cancelled.' } },
  },
});
