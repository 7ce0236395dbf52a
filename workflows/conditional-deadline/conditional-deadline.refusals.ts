/** Why a conditional deadline refuses a command, each with the remedy; pure. */
import {
  type Asked as AskedOf,
  firstRefusal,
  refusalOfComputing,
  refuse,
} from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { factsOf, refusalOfCodes, refusalOfDecision, refusalOfSpeaking } from '../casework/index.js';
import type { Condition, ConditionalContext } from './conditional-deadline.context.js';
import type { PayloadOf } from './conditional-deadline.payloads.js';
import { WHAT_FOLLOWS, numbered } from './conditional-deadline.rules.js';
import { dueOf, isFulfilled, missingParts, standingOf } from './standing.rules.js';

type Asked<Payload> = AskedOf<Payload, ConditionalContext>;
const BODIES = ['organ', 'office', 'participant', 'observer', 'body'] as const;
const isCode = (name: string): boolean => !['chair', 'secretariat', 'plenary', 'participants'].includes(name);

/** @returns why a case cannot be opened so, or null */
export function refusalOfOpening({ payload, event }: Asked<PayloadOf<'set'>>): Refusal | null {
  const { party, conditions, lastDay, zone, rules, escalateTo, decision } = payload;
  const judges = conditions.map(({ judge }) => judge).filter(isCode);
  return firstRefusal(
    () => refusalOfCodes(event, [party], 'party', ['participant', 'observer', 'applicant', 'guest']),
    () => refusalOfCodes(event, judges, 'conditions.judge', BODIES),
    () => refusalOfBodyNamed(event, escalateTo, 'escalateTo'),
    () => refusalOfParts(event, conditions),
    () => refusalOfIds(conditions.map(({ id }, index) => id ?? numbered(index))),
    () => refusalOfComputing('lastDay', () => dueOf(lastDay, zone, rules.rollOver)),
    () => refusalOfPassed(lastDay, dueOf(lastDay, zone, rules.rollOver).at, event),
    () => (decision ? refusalOfDecision(decision, event) : null),
  );
}

/** Ids name what is due, too: of the party by the condition, of its judge, and of the body that decides. */
function refusalOfIds(ids: readonly string[]): Refusal | null {
  const reserved = ids.find((id) => id === WHAT_FOLLOWS || id.startsWith('judge-'));
  if (reserved !== undefined)
    return refuse(
      'conditions.reserved-id',
      `«${reserved}» is the name of what a judge or the body owes. Give the condition another id.`,
      'conditions.id',
    );
  if (new Set(ids).size === ids.length) return null;
  return refuse(
    'conditions.same-id',
    'Two conditions have the same id. Give each one of its own.',
    'conditions.id',
  );
}

/** @returns a refusal when the day is over at the instant of receipt, or null */
export function refusalOfPassed(lastDay: string, end: string, event: CommandEvent): Refusal | null {
  if (end > event.occurredAt) return null;
  return refuse(
    'conditions.date-passed',
    `${lastDay} had passed at ${event.occurredAt}: nobody can be given a day that is over. Name a later day.`,
    'lastDay',
  );
}

/** @returns a refusal when nobody is known by the name of a body, or null */
export function refusalOfBodyNamed(event: CommandEvent, body: string, field: string): Refusal | null {
  return refusalOfCodes(event, [body].filter(isCode), field, BODIES);
}

function refusalOfParts(
  event: CommandEvent,
  conditions: readonly Pick<Condition, 'mustInclude'>[],
): Refusal | null {
  const parts = conditions.flatMap(({ mustInclude }) => mustInclude).filter(isCode);
  return refusalOfCodes(event, parts, 'conditions.mustInclude', ['participant', 'observer', 'organ']);
}

function find(context: ConditionalContext, id: string): Condition | undefined {
  return context.conditions.find((one) => one.id === id);
}

/** @returns a refusal naming the conditions there are, or null */
export function refusalOfCondition(context: ConditionalContext, id: string): Refusal | null {
  if (find(context, id)) return null;
  const ids = context.conditions.map((one) => one.id).join(', ');
  return refuse('conditions.unknown', `No condition is called «${id}». There are: ${ids}.`, 'condition');
}

/** @returns why judge and parts of a condition cannot be named so, or null */
export function refusalOfSpecifying({
  context,
  event,
  payload,
}: Asked<PayloadOf<'specify'>>): Refusal | null {
  const { condition, judge, mustInclude } = payload;
  return firstRefusal(
    () => refusalOfCondition(context, condition),
    () => refusalOfCodes(event, judge !== null && isCode(judge) ? [judge] : [], 'judge', BODIES),
    () => refusalOfParts(event, mustInclude === null ? [] : [{ mustInclude }]),
  );
}

/** @returns why evidence is not taken, or null: late evidence is always taken, and shown as late */
export function refusalOfEvidence({
  context,
  event,
  payload,
}: Asked<PayloadOf<'submit-evidence'>>): Refusal | null {
  const { condition, by, tookPart, receivedAt } = payload;
  return firstRefusal(
    () => refusalOfCondition(context, condition),
    () => refusalOfSpeaking(event, by ?? context.party, 'by'),
    () => refusalOfCodes(event, tookPart, 'tookPart'),
    () => refusalOfLetter(event, receivedAt),
    () => refusalOfFulfilled(context, condition),
  );
}

/** @returns a refusal when a condition needs nothing more, or null */
export function refusalOfFulfilled(context: ConditionalContext, id: string): Refusal | null {
  const one = find(context, id);
  if (!one || !isFulfilled(one, context)) return null;
  return refuse(
    'conditions.fulfilled',
    `«${id}» needs nothing more: it is ${standingOf(one, context).replaceAll('-', ' ')}. Name another condition.`,
    'condition',
  );
}

/** A letter counts by the day it came, and only an office can say when that was. */
function refusalOfLetter(event: CommandEvent, receivedAt: string | null): Refusal | null {
  if (receivedAt === null) return null;
  if (!factsOf(event).roles.some((role) => role === 'chair' || role === 'secretariat'))
    return refuse(
      'conditions.receipt-by-office',
      'When a letter was received only the Chair or the Secretariat can say. Leave receivedAt out: what you hand in here counts from now.',
      'receivedAt',
    );
  if (receivedAt <= event.occurredAt) return null;
  return refuse(
    'conditions.receipt-in-the-future',
    `${receivedAt} lies after ${event.occurredAt}, when this was entered. Give the instant at which the letter came.`,
    'receivedAt',
  );
}

/** @returns why a condition cannot be judged so, or null: by its judge alone, never by the party concerned, on evidence, with every part there */
export function refusalOfJudging({ context, event, payload }: Asked<PayloadOf<'judge'>>): Refusal | null {
  const { condition, outcome, decision } = payload;
  const one = find(context, condition);
  if (!one) return refusalOfCondition(context, condition);
  const missing = outcome === 'met' ? missingParts(one, context.party) : [];
  return firstRefusal(
    () =>
      event.actor.party === context.party
        ? refuse(
            'conditions.own-judge',
            `${context.party} cannot judge what it is to meet itself. Let another member of ${one.judge} enter the judgement.`,
            'condition',
          )
        : null,
    () => refusalOfSpeaking(event, one.judge, 'condition'),
    () =>
      one.evidence.length > 0
        ? null
        : refuse(
            'conditions.nothing-to-judge',
            `Nothing was handed in for «${condition}» yet. Enter what it is judged on first (submit-evidence).`,
            'condition',
          ),
    () =>
      missing.length === 0
        ? null
        : refuse(
            'conditions.part-missing',
            `«${condition}» takes ${missing.join(', ')} too, and nothing says that they took part. Enter the evidence of it, or return it for more.`,
            'outcome',
          ),
    () => (decision ? refusalOfDecision(decision, event) : null),
  );
}
