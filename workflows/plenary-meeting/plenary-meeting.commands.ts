/** Every command of a meeting: who may give it, the rule behind it, how history names it, why it is refused. */
import type { ContextCommand } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import {
  refusalOfAdoption,
  refusalOfAmendment,
  refusalOfClauseAct,
  refusalOfClauses,
  refusalOfDroppedEdit,
  refusalOfRemoval,
} from './clause.refusals.js';
import {
  refusalOfAgenda,
  refusalOfAttendance,
  refusalOfItemWithdrawal,
  refusalOfItems,
  refusalOfPlacing,
  refusalOfWithdrawnAttendance,
} from './agenda.refusals.js';
import {
  refusalOfDraftNote,
  refusalOfFinding,
  refusalOfFollowing,
  refusalOfItemAct,
  refusalOfLifting,
  refusalOfObjection,
  refusalOfPosition,
  refusalOfSending,
  refusalOfStatement,
} from './item.refusals.js';
import {
  refusalOfClosing,
  refusalOfConvening,
  refusalOfMoving,
  refusalOfSuccession,
} from './meeting.refusals.js';
import type { MeetingContext } from './plenary-meeting.context.js';
import { type MeetingCommandName, command } from './plenary-meeting.payloads.js';

const PRESIDING = ['chair', 'secretariat'] as const;
const CHAIR = ['chair'] as const;
const SESSION = 'KP Core Document VI.5';
const ASSUMED = 'assumed: the rules of procedure of meetings were not found';

/** The command that starts a meeting. */
export const conveneCommand = command('convene', {
  title: 'convene a meeting',
  by: PRESIDING,
  article: 'KP Core Document VI.1, VI.3',
  recordedAs: 'convened',
  refusal: refusalOfConvening,
});

/** Every command that a convened meeting understands, by name. */
export const commands: Readonly<
  Record<Exclude<MeetingCommandName, 'convene'>, ContextCommand<MeetingContext>>
> = {
  'add-items': command('add-items', {
    title: 'bring items for the agenda',
    by: [...PRESIDING, 'vice-chair', 'participant', 'system'],
    article: 'KP Core Document VI.18-19; notice of other items assumed',
    recordedAs: 'items-added',
    refusal: refusalOfItems,
  }),
  'withdraw-item': command('withdraw-item', {
    title: 'withdraw an item',
    by: [...PRESIDING, 'participant'],
    article: ASSUMED,
    recordedAs: 'item-withdrawn',
    refusal: refusalOfItemWithdrawal,
  }),
  'place-item': command('place-item', {
    title: 'give an item another place on the agenda',
    by: PRESIDING,
    article: ASSUMED,
    recordedAs: 'item-placed',
    refusal: refusalOfPlacing,
  }),
  'circulate-agenda': command('circulate-agenda', {
    title: 'circulate the agenda',
    by: PRESIDING,
    article: 'KP Core Document VI.19',
    recordedAs: 'agenda-circulated',
  }),
  reschedule: command('reschedule', {
    title: 'move the meeting',
    by: PRESIDING,
    article: ASSUMED,
    recordedAs: 'rescheduled',
    refusal: refusalOfMoving,
  }),
  cancel: command('cancel', {
    title: 'cancel the meeting',
    by: CHAIR,
    article: ASSUMED,
    recordedAs: 'cancelled',
  }),
  'register-attendance': command('register-attendance', {
    title: 'register who attends',
    by: PRESIDING,
    article: 'KP Core Document VI.1, VI.10',
    recordedAs: 'attendance-registered',
    refusal: refusalOfAttendance,
  }),
  'succeed-organ': command('succeed-organ', {
    title: 'put the successor of a merged organ in its place',
    by: ['system'],
    article:
      'Washington communiqué 2012, paragraph 33: organs merge; that what is pending passes on is assumed',
    recordedAs: 'organ-succeeded',
    refusal: refusalOfSuccession,
  }),
  'withdraw-attendance': command('withdraw-attendance', {
    title: 'take a delegation off the list of those that attend',
    by: PRESIDING,
    article: ASSUMED,
    recordedAs: 'attendance-withdrawn',
    refusal: refusalOfWithdrawnAttendance,
  }),
  object: command('object', {
    title: 'object to the agenda or the communiqué',
    by: [...PRESIDING, 'participant'],
    article: 'KP Core Document VI.5: both are adopted by consensus',
    recordedAs: 'objected',
    refusal: refusalOfObjection,
  }),
  'lift-objection': command('lift-objection', {
    title: 'lift an objection to the agenda or the communiqué',
    by: [...PRESIDING, 'participant'],
    article: SESSION,
    recordedAs: 'objection-lifted',
    refusal: refusalOfLifting,
  }),
  'adopt-agenda': command('adopt-agenda', {
    title: 'adopt the agenda',
    by: CHAIR,
    article: 'KP Core Document VI.5: the agenda too is adopted by consensus',
    recordedAs: 'agenda-adopted',
    refusal: refusalOfAgenda,
  }),
  recommend: command('recommend', {
    title: 'record what an organ recommends',
    by: PRESIDING,
    article: ASSUMED,
    recordedAs: 'recommendation-recorded',
    refusal: refusalOfItemAct,
  }),
  'make-statement': command('make-statement', {
    title: 'record a statement',
    by: [...PRESIDING, 'participant', 'observer'],
    article: ASSUMED,
    recordedAs: 'statement-made',
    refusal: refusalOfStatement,
  }),
  'take-position': command('take-position', {
    title: 'take a position',
    by: [...PRESIDING, 'participant'],
    article: SESSION,
    recordedAs: 'position-taken',
    refusal: refusalOfPosition,
  }),
  consult: command('consult', {
    title: 'record consultations of the Chair',
    by: CHAIR,
    article: SESSION,
    recordedAs: 'consulted',
    refusal: refusalOfItemAct,
  }),
  find: command('find', {
    title: 'find consensus, or none',
    by: CHAIR,
    article: SESSION,
    recordedAs: 'finding-made',
    refusal: refusalOfFinding,
  }),
  'follow-recommendation': command('follow-recommendation', {
    title: 'find what the organ recommends',
    by: CHAIR,
    article: SESSION,
    recordedAs: 'recommendation-followed',
    refusal: refusalOfFollowing,
  }),
  'send-to-written-procedure': command('send-to-written-procedure', {
    title: 'send an item to written procedure',
    by: CHAIR,
    article: 'practice of the KP: decisions outside the Plenary by written procedure',
    recordedAs: 'sent-to-written-procedure',
    refusal: refusalOfSending,
  }),
  'note-draft-refused': command('note-draft-refused', {
    title: 'note that no procedure could be drafted for an item',
    by: ['system'],
    article: 'assumed: an item is not lost because its draft is faulty',
    recordedAs: 'draft-refused',
    refusal: refusalOfDraftNote,
  }),
  'record-clauses': command('record-clauses', {
    title: 'record clauses',
    by: PRESIDING,
    article: SESSION,
    recordedAs: 'clauses-recorded',
    refusal: refusalOfClauses,
  }),
  'amend-clause': command('amend-clause', {
    title: 'amend a clause',
    by: PRESIDING,
    article: SESSION,
    recordedAs: 'clause-amended',
    refusal: refusalOfAmendment,
  }),
  'remove-clause': command('remove-clause', {
    title: 'remove a clause',
    by: PRESIDING,
    article: SESSION,
    recordedAs: 'clause-removed',
    refusal: refusalOfRemoval,
  }),
  'edit-sentence': command('edit-sentence', {
    title: 'edit a drafted sentence',
    by: PRESIDING,
    article: ASSUMED,
    recordedAs: 'sentence-edited',
    refusal: refusalOfClauseAct,
  }),
  'add-sentence': command('add-sentence', {
    title: 'write a sentence that rests on no fact',
    by: PRESIDING,
    article: ASSUMED,
    recordedAs: 'sentence-added',
  }),
  'drop-edit': command('drop-edit', {
    title: 'go back to the drafted sentence',
    by: PRESIDING,
    article: ASSUMED,
    recordedAs: 'edit-dropped',
    refusal: refusalOfDroppedEdit,
  }),
  close: command('close', {
    title: 'close the meeting',
    by: CHAIR,
    article: 'KP Core Document VI.4',
    recordedAs: 'closed',
    refusal: refusalOfClosing,
  }),
  'adopt-communique': command('adopt-communique', {
    title: 'adopt the communiqué',
    by: CHAIR,
    article: SESSION,
    recordedAs: 'communique-adopted',
    refusal: refusalOfAdoption,
  }),
  'close-with-statement': command('close-with-statement', {
    title: 'end with a statement of the Chair, where no communiqué is agreed',
    by: CHAIR,
    article: 'practice: Victoria Falls 2023, reported by a statement of the Chair',
    recordedAs: 'ended-with-statement',
  }),
  publish: command('publish', {
    title: 'publish the communiqué',
    by: PRESIDING,
    article: 'practice: decisions are read in the published communiqué',
    recordedAs: 'communique-published',
  }),
};

/**
 * Why a command is refused in a given memory.
 *
 * @returns the refusal, or null when it is permitted
 */
export function refusalOf(context: MeetingContext, event: CommandEvent): Refusal | null {
  return Object.hasOwn(commands, event.type)
    ? commands[event.type as keyof typeof commands].refusal(context, event) // an own key of the table
    : null;
}
