/** How the memory of a way back begins and changes; pure. */
import { addMs } from '../../src/kernel/instant.js';
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import {
  after,
  close,
  closeAll,
  dutyOf,
  effectOf,
  kept,
  lastDay,
  openedCase,
  owe,
  personOf,
} from '../casework/index.js';
import { clearanceOf, keysOf, openSteps, restoredBy, tradeBy } from './keys.rules.js';
import type { OutsideTrack, ReintegrationContext, Step } from './reintegration.context.js';
import { type PayloadOf, payloads } from './reintegration.payloads.js';

type Change = Partial<ReintegrationContext>;
type Act = OutsideTrack['acts'][number];

/** @returns the memory as a way back is opened: each step is due of whoever owes it */
export function openedContext(input: StartInput): ReintegrationContext {
  const payload = payloads.open.parse(input.payload);
  const { party, tracks, tradeStatus, decision, rules } = payload;
  const opened = openedCase(input);
  const context: ReintegrationContext = {
    ...opened,
    subjects: [...new Set([party, ...opened.subjects])],
    rules,
    party,
    decision: decision && kept(decision, input),
    steps: [],
    outside: [],
    clearances: [],
    trade: { status: tradeStatus, since: null, source: opened.source },
    restored: null,
    attended: [],
  };
  return tracks.reduce((so: ReintegrationContext, track) => {
    if (track.kind === 'own')
      return track.steps.reduce((one, step) => ({ ...one, ...stepAdded(one, step) }), so);
    const { id, body, measure, imposed } = track;
    const begun = { ...so, outside: [...so.outside, { id, body, measure, acts: [] }] };
    if (imposed === null) return begun;
    const act = { ...imposed, act: 'imposed' as const, recordedAt: opened.asOf };
    return { ...begun, ...actRecorded(begun, id, act) };
  }, context);
}

const stepDuty = (id: string): string => `step-${id}`;
const reviewDuty = (id: string): string => `review-${id}`;

/** @returns the memory with one step more, due of whoever owes it */
export function stepAdded(context: ReintegrationContext, payload: PayloadOf<'add-step'>): Change {
  const { lastDay: day, ...asked } = payload;
  const source = payload.source ?? context.source;
  const due = day === null ? null : lastDay(day, context.zone);
  const step: Step = { ...asked, source, due, done: null, dropped: null };
  const duties = stepOwed(context, step, due);
  return withClearanceDue({ ...context, ...duties, steps: [...context.steps, step] });
}

function stepOwed(
  context: ReintegrationContext,
  { id, text, by, source }: Step,
  due: Step['due'],
): Pick<ReintegrationContext, 'duties'> {
  return owe(context, { id: stepDuty(id), what: text, basis: source, from: by, due });
}

/** @returns the memory with a step done */
export function stepDone(
  context: ReintegrationContext,
  event: CommandEvent,
  { step: id, at, by, text, documents }: PayloadOf<'complete-step'>,
): Change {
  const done = { at: at ?? event.occurredAt, by, text, documents };
  const next = { ...context, steps: context.steps.map((one) => (one.id === id ? { ...one, done } : one)) };
  return withClearanceDue({ ...next, ...close(next, stepDuty(id)) });
}

/** @returns the memory with a step that nobody asks for any more */
export function stepDropped(
  context: ReintegrationContext,
  event: CommandEvent,
  { step: id, reason }: PayloadOf<'drop-step'>,
): Change {
  const dropped = { at: event.occurredAt, reason };
  const next = {
    ...context,
    steps: context.steps.map((one) => (one.id === id ? { ...one, dropped } : one)),
  };
  return withClearanceDue({ ...next, ...close(next, stepDuty(id), 'dropped', reason) });
}

/** Once every needed step is done the clearance waits for whoever brings it before the body; a step added later takes that back. */
function withClearanceDue(context: ReintegrationContext): ReintegrationContext {
  const keys = keysOf(context);
  const ready = context.steps.length > 0 && openSteps(context).length === 0;
  const awaited = ready && (keys === 'neither' || keys === 'lifted-elsewhere');
  const open = dutyOf(context, 'clearance')?.closed === null;
  if (awaited === open) return context;
  if (!awaited) return { ...context, ...close(context, 'clearance', 'dropped', 'not awaited any more') };
  const duty = {
    id: 'clearance',
    what: `proposal to the Plenary to clear ${context.party}`,
    basis: 'practice: the Plenary of 22 November 2013 on Côte d’Ivoire',
    from: ['chair'],
    due: null,
    ladder: null,
  };
  return { ...context, ...owe(context, duty) };
}

/** @returns the memory with a clearance: the body's own key is turned */
export function cleared(
  context: ReintegrationContext,
  event: CommandEvent,
  { decision, waived, note }: PayloadOf<'clear'>,
): ReintegrationContext {
  const clearance = {
    at: event.occurredAt,
    decision: kept(decision, event),
    waived,
    note,
    withdrawn: null,
  };
  const next = {
    ...context,
    ...close(context, 'clearance', 'decided'),
    clearances: [...context.clearances, clearance],
  };
  return waived.reduce(
    (so: ReintegrationContext, id) => ({
      ...so,
      ...close(so, stepDuty(id), 'decided', 'waived by the decision'),
    }),
    next,
  );
}

/** @returns the memory with the clearance taken back: the body's own key is turned back, and what it had waived is asked for again */
export function clearanceWithdrawn(
  context: ReintegrationContext,
  event: CommandEvent,
  { decision, reason, status }: PayloadOf<'withdraw-clearance'>,
): Change {
  const withdrawn = { at: effectOf(decision), decision: kept(decision, event), reason, status };
  const next = {
    ...context,
    clearances: context.clearances.map((one) => (one.withdrawn === null ? { ...one, withdrawn } : one)),
  };
  const again = openSteps(next).filter(({ id }) => dutyOf(next, stepDuty(id))?.closed !== null);
  return withClearanceDue(
    again.reduce((so: ReintegrationContext, step) => ({ ...so, ...stepOwed(so, step, null) }), next),
  );
}

/** @returns the memory with an act of another body, in the order in which that body acted; its day of review is due of the Secretariat */
export function actRecorded(context: ReintegrationContext, track: string, act: Act): Change {
  const outside = context.outside.map((one) =>
    one.id === track
      ? { ...one, acts: [...one.acts, act].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) }
      : one,
  );
  const next = { ...context, outside };
  const reviewed = { ...next, ...close(next, reviewDuty(track), 'done', act.source) };
  return act.reviewOn === null ? reviewed : { ...reviewed, ...reviewOwed(reviewed, track, act.reviewOn) };
}

function reviewOwed(context: ReintegrationContext, id: string, day: string): Change {
  const { rules, zone, outside } = context;
  const body = outside.find((one) => one.id === id)?.body ?? '';
  return owe(context, {
    id: reviewDuty(id),
    what: `record of what came of the review by ${body} on ${day}`.slice(0, 600),
    basis: rules.source,
    from: ['secretariat'],
    due: after(addMs(lastDay(day, zone).at, -1), rules.lookWithin, zone),
  });
}

/** @returns the memory with trade and keys as all that is recorded has them now */
export function settled(context: ReintegrationContext): Change {
  return { trade: tradeBy(context), restored: restoredBy(context) };
}

/** @returns the memory as the case ends */
export function ended(
  context: ReintegrationContext,
  event: CommandEvent,
  how: 'readmitted' | 'reintegrated' | 'given-up',
  reason: string,
): Change {
  return {
    forPlenary: null,
    ...closeAll(context, 'decided', reason),
    ending: { how, reason, at: event.occurredAt, person: personOf(event) },
  };
}

/** @returns the memory as the party is readmitted: the decision clears it where none did before, and the case ends */
export function readmitted(
  context: ReintegrationContext,
  event: CommandEvent,
  payload: PayloadOf<'readmit'>,
): Change {
  const next = clearanceOf(context) ? context : cleared(context, event, payload);
  return { ...next, ...ended(next, event, 'readmitted', `readmitted: ${payload.decision.reference}`) };
}
