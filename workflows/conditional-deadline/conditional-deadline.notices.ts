/** Who is told what, and what is opened elsewhere; pure, told from the memory after the change. */
import { type Outgoing, effectOf, itemFor, notify } from '../casework/index.js';
import type { ConditionalContext } from './conditional-deadline.context.js';
import type { PayloadOf } from './conditional-deadline.payloads.js';
import { outstanding } from './conditional-deadline.rules.js';

const OFFICES = ['chair', 'secretariat'] as const;

/** @returns everybody whom a decision on the conditions concerns, once each */
function concerned({ party, conditions, escalateTo }: ConditionalContext): readonly string[] {
  const bodies = [...conditions.map(({ judge }) => judge), escalateTo].filter((code) => code !== 'plenary');
  return [...new Set([party, ...OFFICES, ...bodies])];
}

/** @returns the notice that conditions were set */
export function tellSet(context: ConditionalContext): readonly Outgoing[] {
  return notify(context, concerned(context), {
    kind: 'opened',
    lead: `Conditions are set for ${context.party}, to be met to the last one`,
    paragraphs: [
      ...context.conditions.map(({ text, judge }) => `${text} (judged by ${judge})`),
      ...(context.otherwise === '' ? [] : [`Otherwise: ${context.otherwise}`]),
      'Nothing follows by itself when the date passes: a body decides.',
    ],
    when: { at: context.term.due.at, label: 'Due before' },
  });
}

/** @returns the notice to the judge that there is something to judge */
export function tellEvidence(context: ConditionalContext, id: string): readonly Outgoing[] {
  const condition = context.conditions.find((one) => one.id === id);
  const evidence = condition?.evidence.at(-1);
  if (!condition || !evidence) return [];
  return notify(context, [condition.judge, 'secretariat'], {
    kind: 'request',
    lead: `To be judged: ${condition.text}`,
    paragraphs: [evidence.text],
    facts: [
      ['From', evidence.by],
      ['Received', evidence.inTime ? 'in time' : 'after the date'],
      ['Documents', evidence.documents.map(({ url }) => url).join(' ') || 'none'],
    ],
  });
}

/** @returns the notice of a judgement, and, when all is met by it, of that */
export function tellJudgement(
  context: ConditionalContext,
  { condition, outcome, text }: PayloadOf<'judge'>,
): readonly Outgoing[] {
  const one = context.conditions.find(({ id }) => id === condition);
  const words = { met: 'met', 'not-met': 'not met', 'more-wanted': 'returned, more is wanted' }[outcome];
  return [
    ...notify(context, [context.party, ...OFFICES], {
      kind: 'decision',
      lead: `${one?.text ?? condition}: ${words}`,
      paragraphs: [text],
    }),
    ...tellMet(context),
  ];
}

/** @returns the notice that all conditions are met; none while something is outstanding */
export function tellMet(context: ConditionalContext): readonly Outgoing[] {
  if (context.ending?.how !== 'met') return [];
  return notify(context, concerned(context), {
    kind: 'decision',
    lead: `${context.party} has met all conditions`,
    paragraphs: [context.ending.reason],
  });
}

/** @returns the notice of what a body decided, to all whom it concerns */
export function tellDecision(context: ConditionalContext, lead: string, reason: string): readonly Outgoing[] {
  return notify(context, concerned(context), { kind: 'decision', lead, paragraphs: [reason] });
}

/** @returns the word to the body named that the date was missed; it is put before the next Plenary where that is the body. Nothing else */
export function tellMissed(context: ConditionalContext): readonly Outgoing[] {
  if (context.escalatedAt !== null) return [];
  const { party, term, escalateTo, otherwise } = context;
  const words = `${party} has not met the conditions set by ${term.lastDay}`;
  const toPlenary = escalateTo === 'plenary';
  return [
    { type: 'record', params: { type: 'escalated', data: { to: escalateTo, lastDay: term.lastDay } } },
    ...(toPlenary
      ? [{ type: 'put-before-plenary' as const, params: { item: itemFor(context, null), words } }]
      : []),
    ...notify(context, [...(toPlenary ? [] : [escalateTo]), party, ...OFFICES], {
      kind: 'rung',
      lead: `${words}: please decide what follows`,
      paragraphs: [
        `Outstanding: ${outstanding(context).join('; ')}.`,
        ...(otherwise === '' ? [] : [`The decision says: ${otherwise}`]),
        'Nothing follows by itself: it can be extended, excused, accepted late, replaced by other terms, or a removal proposed.',
      ],
      when: { at: term.due.at, label: 'Was due before' },
    }),
  ];
}

/** @returns the word to those who were told of a missed date that it is not missed for now; nothing where they were told nothing */
export function tellRecalled(context: ConditionalContext): readonly Outgoing[] {
  if (context.escalatedAt === null) return [];
  return notify(context, concerned(context), {
    kind: 'news',
    lead: `What ${context.party} was to meet by ${context.term.lastDay} was received in time after all, and is to be judged`,
  });
}

/** @returns what the decision says of the party's trade, for the registry; nothing where it says nothing of it */
export function tradeOf(
  context: ConditionalContext,
  { trade, decision }: Pick<PayloadOf<'excuse-party'>, 'trade' | 'decision'>,
): readonly Outgoing[] {
  if (trade === null) return [];
  const { party } = context;
  const { status, note } = trade;
  const at = effectOf(decision);
  return [
    {
      type: 'registry-act',
      params: { act: 'trade-status', party, status, note, at, source: decision.reference },
    },
  ];
}

/** @returns the removal case that whoever enters the decision asks for; none otherwise */
export function removalOf(
  context: ConditionalContext,
  payload: PayloadOf<'propose-removal'>,
): readonly Outgoing[] {
  const { open, decision, reason } = payload;
  if (open === null) return [];
  const { party, reference, zone, language, visibility, concerns } = context;
  const removal = {
    reference: open.reference,
    title: `Removal of ${party}`,
    source: decision.reference,
    follows: [{ workflow: 'conditional-deadline', reference }],
    ...{ zone, language, visibility, concerns, party },
    grounds: reason,
    decision: { ...decision },
  };
  return [{ type: 'open-case', params: { workflow: 'removal', key: 'removal', payload: removal } }];
}
