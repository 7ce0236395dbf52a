/** Who is told what of a way back, and what is written into the registry; pure, told from the memory after the change. */
import { type Outgoing, effectOf, factsOf, notify } from '../casework/index.js';
import type { CommandEvent } from '../../src/kernel/workflow.js';
import { restoredBy, tradeBy } from './keys.rules.js';
import type { ReintegrationContext } from './reintegration.context.js';
import type { PayloadOf } from './reintegration.payloads.js';

const OFFICES = ['chair', 'secretariat'] as const;

/** @returns the notice that a way back was opened, to whoever owes a step of it */
export function tellOpened(context: ReintegrationContext): readonly Outgoing[] {
  const { party, steps, outside } = context;
  const owers = steps.flatMap(({ by }) => by);
  return notify(context, [...new Set([party, ...OFFICES, ...owers])], {
    kind: 'opened',
    lead: `The way back of ${party} is opened`,
    paragraphs: [
      ...steps.map(({ text, by }) => `${text} (${by.join(', ')})`),
      ...outside.map(({ body, measure }) => `Decided elsewhere: ${measure} of ${body}`),
    ],
  });
}

/** @returns the notice of a step that is asked for */
export function tellStep(
  context: ReintegrationContext,
  { text, by }: PayloadOf<'add-step'>,
): readonly Outgoing[] {
  return notify(context, [...new Set([...by, context.party])], {
    kind: 'request',
    lead: `Asked for: ${text}`,
  });
}

/** @returns the notice of something that happened on the way, to the party and the offices */
export function tellNews(context: ReintegrationContext, lead: string, text = ''): readonly Outgoing[] {
  return notify(context, [context.party, ...OFFICES], {
    kind: 'news',
    lead,
    paragraphs: text === '' ? [] : [text],
  });
}

/** @returns the notice of a decision, to all Participants: it concerns whom they may trade with */
export function tellDecision(context: ReintegrationContext, lead: string, text: string): readonly Outgoing[] {
  return notify(context, ['participants', context.party, ...OFFICES], {
    kind: 'decision',
    lead,
    paragraphs: text === '' ? [] : [text],
  });
}

/** @returns how trade stands now, for the registry, where that is otherwise than before; with the fact that both keys are turned */
export function tellTrade(context: ReintegrationContext): readonly Outgoing[] {
  const { party, trade: before, restored } = context;
  const trade = tradeBy(context);
  if (trade.since === null || (trade.status === before.status && trade.since === before.since)) return [];
  const keys = restored === null ? restoredBy(context) : null;
  const act = { act: 'trade-status', party, status: trade.status, note: context.reference } as const;
  return [
    ...(keys ? [{ type: 'record' as const, params: { type: 'keys-turned', data: { ...keys } } }] : []),
    { type: 'registry-act', params: { ...act, at: trade.since, source: trade.source } },
    ...tellDecision(
      context,
      `${party} in trade: ${trade.status.replaceAll('-', ' ')}`,
      `Since ${trade.since}: ${trade.source}`,
    ),
  ];
}

/** @returns what a readmission sets off: the party is admitted again where it is no Participant; its trade follows by the keys */
export function tellReadmitted(
  context: ReintegrationContext,
  event: CommandEvent,
  { decision, note }: PayloadOf<'readmit'>,
): readonly Outgoing[] {
  const { party } = context;
  const at = effectOf(decision);
  const source = decision.reference;
  const admit = { act: 'admit', party, as: 'participant', category: null, name: null, at, source } as const;
  return [
    ...(factsOf(event).roll.includes(party) ? [] : [{ type: 'registry-act' as const, params: admit }]),
    ...tellDecision(context, `${party} is readmitted`, note),
  ];
}
