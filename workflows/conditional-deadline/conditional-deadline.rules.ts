/** How the memory of a conditional deadline begins and changes; pure. */
import type { CommandEvent, StartInput } from '../../src/kernel/workflow.js';
import {
  after,
  close,
  closeAll,
  exactly,
  factsOf,
  kept,
  openedCase,
  owe,
  personOf,
} from '../casework/index.js';
import type { Condition, ConditionalContext } from './conditional-deadline.context.js';
import { type PayloadOf, payloads } from './conditional-deadline.payloads.js';
import { dueOf, isFulfilled, overall, standingOf } from './standing.rules.js';

type Change = Partial<ConditionalContext>;

/** @returns the memory as conditions are set: each is due of the party by the last day */
export function setContext(input: StartInput): ConditionalContext {
  const payload = payloads.set.parse(input.payload);
  const { party, lastDay, escalateTo, otherwise, rules, decision } = payload;
  const opened = openedCase(input, ['conditions']);
  const due = dueOf(lastDay, opened.zone, rules.rollOver);
  const conditions = payload.conditions.map(({ id, ...one }, index): Condition => ({
    ...one,
    id: id ?? numbered(index),
    evidence: [],
    judgements: [],
    excused: null,
  }));
  const context: ConditionalContext = {
    ...opened,
    subjects: [...new Set([party, ...opened.subjects])],
    rules,
    party,
    conditions,
    term: { lastDay, due },
    extensions: [],
    escalateTo,
    otherwise,
    decision: decision && kept(decision, input),
    passedAt: null,
    escalatedAt: null,
    considered: [],
    settled: null,
  };
  return conditions.reduce((so, condition) => ({ ...so, ...owed(so, condition, due) }), context);
}

/** @returns id of a condition that is given none: `condition-1` for the first */
export const numbered = (index: number): string => `condition-${index + 1}`;

/** What a condition asks for is due of the party: by the date, or, found wanting after it, since then. */
function owed(
  context: ConditionalContext,
  { id, text }: Condition,
  due: ConditionalContext['term']['due'],
): Pick<ConditionalContext, 'duties'> {
  const { party, source } = context;
  return owe(context, { id, what: text, basis: source, from: [party], due, ladder: 'conditions' });
}

/** Id of the duty of the body that a missed date went to. */
export const WHAT_FOLLOWS = 'what-follows';

/** @returns id of the duty to judge a condition */
export const judging = (id: string): string => `judge-${id}`.slice(0, 60);

/** @returns the conditions, the one of this id changed */
export function changed(
  context: ConditionalContext,
  id: string,
  change: (condition: Condition) => Partial<Condition>,
): Pick<ConditionalContext, 'conditions'> {
  return {
    conditions: context.conditions.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
  };
}

/** @returns the memory with evidence: the party has done its part, and the judge is asked */
export function handedIn(
  context: ConditionalContext,
  event: CommandEvent,
  payload: PayloadOf<'submit-evidence'>,
): Change {
  const { condition: id, by, text, documents, tookPart } = payload;
  const receivedAt = payload.receivedAt ?? event.occurredAt;
  const { roll, known } = factsOf(event);
  const evidence = {
    receivedAt,
    inTime: receivedAt < context.term.due.at,
    by: by ?? context.party,
    text,
    documents,
    tookPart: tookPart.map((code) => ({
      code,
      as: roll.includes(code) ? 'participant' : (known[code] ?? 'unknown'),
    })),
  };
  const next = {
    ...context,
    ...changed(context, id, (one) => ({ evidence: [...one.evidence, evidence] })),
  };
  const condition = next.conditions.find((one) => one.id === id);
  if (!condition) return {};
  const closed = { ...next, ...close(next, id, 'done', evidence.inTime ? 'handed in' : 'handed in late') };
  return { conditions: next.conditions, ...judgementOwed(closed, condition) };
}

function judgementOwed(context: ConditionalContext, { id, text, judge }: Condition) {
  return owe(context, {
    id: judging(id),
    what: `judgement on: ${text}`.slice(0, 600),
    basis: `${context.source}; the days that a judge has are assumed`.slice(0, 600),
    from: [judge],
    due: after(context.asOf, context.rules.judgeWithin, context.zone),
  });
}

/** @returns the memory with a judgement: what is found wanting is due of the party again */
export function judged(
  context: ConditionalContext,
  event: CommandEvent,
  { condition: id, outcome, text, decision }: PayloadOf<'judge'>,
): Change {
  const next = {
    ...context,
    ...changed(context, id, (one) => ({
      judgements: [
        ...one.judgements,
        {
          at: event.occurredAt,
          outcome,
          onEvidence: one.evidence.length,
          by: one.judge,
          text,
          decision: decision && kept(decision, event),
        },
      ],
    })),
  };
  const condition = next.conditions.find((one) => one.id === id);
  if (!condition) return {};
  const told = { ...next, ...close(next, judging(id)) };
  const duties = outcome === 'met' ? close(told, id) : owed(told, condition, wantedBy(told));
  return { conditions: next.conditions, ...duties, ...metBy({ ...told, ...duties }, event) };
}

/** After the date the ladder begins with the judgement that found something wanting: nobody was pressed while it was awaited. */
function wantedBy({ term, asOf, zone, passedAt }: ConditionalContext): ConditionalContext['term']['due'] {
  return passedAt === null ? term.due : exactly(asOf, zone, 'found wanting after the date had passed');
}

/** @returns how it ends where all is met now; nothing changes where something is outstanding */
export function metBy(context: ConditionalContext, event: CommandEvent): Change {
  if (overall(context) !== 'met') return {};
  const reason = `all conditions are met for the date of ${context.term.lastDay}`;
  return {
    forPlenary: null,
    ...closeAll(context, 'done', reason),
    ending: { how: 'met', reason, at: event.occurredAt, person: personOf(event) },
  };
}

/** @returns the memory with another judge of a condition, or other parts that it must have; a judgement under way passes to the new judge */
export function specified(
  context: ConditionalContext,
  { condition: id, judge, mustInclude }: PayloadOf<'specify'>,
): Change {
  const next = {
    ...context,
    ...changed(context, id, (one) => ({
      judge: judge ?? one.judge,
      mustInclude: mustInclude ?? one.mustInclude,
    })),
  };
  const condition = next.conditions.find((one) => one.id === id);
  const open = next.duties.some((duty) => duty.id === judging(id) && duty.closed === null);
  if (!condition || !open || judge === null) return { conditions: next.conditions };
  return { conditions: next.conditions, ...judgementOwed(next, condition) };
}

/** @returns the conditions that nothing fulfils, each with how it stands, in words */
export function outstanding(context: ConditionalContext): readonly string[] {
  return context.conditions
    .filter((one) => !isFulfilled(one, context))
    .map((one) => `${one.text.replace(/\.$/, '')} (${standingOf(one, context).replaceAll('-', ' ')})`);
}
