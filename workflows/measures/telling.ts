/** What a measure sets off outside itself: notices, the trade status in the registry, and the visit that a conclusion leaves behind. */
import { type Outgoing, notify } from '../casework/index.js';
import type { End, MeasureContext } from './measure.context.js';
import { termWords } from './terms.rules.js';
import { provisionsAt, tradeWanted } from './versions.rules.js';

/** @returns who hears of what is decided: all Participants, with the Observers where the case is open to all, else those concerned */
export function hearers({
  visibility,
  party,
  concerns,
}: Pick<MeasureContext, 'visibility' | 'party' | 'concerns'>): readonly string[] {
  if (visibility === 'concerned') return [...new Set(['chair', 'secretariat', party, ...concerns])];
  return visibility === 'all' ? ['participants', 'observers'] : ['participants'];
}

/** @returns the notice of what was decided last, with its terms and when they take effect */
export function tellDecided(
  context: MeasureContext,
  lead: string,
  paragraphs: readonly string[] = [],
): readonly Outgoing[] {
  const version = context.versions.at(-1);
  const ahead = version && version.effectiveAt > context.asOf;
  return notify(context, hearers(context), {
    kind: 'decision',
    lead,
    paragraphs: [
      ...(version?.provisions.terms ?? []).map((term) => `${termWords(term)}: ${term.text}`),
      ...paragraphs.filter((text) => text !== ''),
    ],
    when: ahead ? { at: version.effectiveAt, label: 'Takes effect' } : null,
  });
}

/** @returns the notice that the terms apply from now on */
export function tellInForce(context: MeasureContext): readonly Outgoing[] {
  const terms = (provisionsAt(context)?.terms ?? []).map((term) => `${termWords(term)}: ${term.text}`);
  return notify(context, hearers(context), {
    kind: 'decision',
    lead: `From now on there apply to ${context.party} the terms of «${context.instrument ?? context.title}»`,
    paragraphs: terms,
  });
}

/** @returns the act that sets the trade status; none while it is as wanted */
export function tellTrade(context: MeasureContext): readonly Outgoing[] {
  const wanted = tradeWanted(context);
  if (!wanted || wanted.status === context.trade) return [];
  const { party, instrument, title, reference } = context;
  const params = {
    act: 'trade-status' as const,
    party,
    status: wanted.status,
    at: wanted.at,
    note: noteOfTrade(context),
    source: `${instrument ?? title} (${reference})`,
  };
  return [{ type: 'registry-act', params }];
}

function noteOfTrade(context: MeasureContext): string {
  const { end } = context;
  if (context.ending !== null) return end?.reason ?? '';
  return (provisionsAt(context)?.terms ?? [])
    .filter(({ trade }) => trade !== 'none')
    .map(termWords)
    .join('; ');
}

/** @returns the memory as the registry has been told */
export function keepTrade(context: MeasureContext): Partial<MeasureContext> {
  return { trade: tradeWanted(context)?.status ?? context.trade };
}

const ENDED_AS: Readonly<Record<End['how'], string>> = {
  lifted: 'is lifted',
  concluded: 'is concluded',
  lapsed: 'no longer applies, under its own terms',
  replaced: 'is replaced',
  annulled: 'was never adopted and is struck from the record',
};

/** @returns the notice that a measure has ended, and the case of the visit that it leaves behind */
export function tellEnded(context: MeasureContext): readonly Outgoing[] {
  const { end, party } = context;
  if (!end) return [];
  const { commitment, how, reason, successor } = end;
  return [
    ...notify(context, [...new Set([...hearers(context), party])], {
      kind: 'decision',
      lead: `The measure on ${party} ${ENDED_AS[how]}${successor === null ? '' : ` by «${successor}»`}`,
      paragraphs: [
        reason,
        ...tradeLeftWords(context),
        ...(commitment ? [`Left behind: ${commitment.text}`] : []),
      ],
    }),
    ...(commitment ? [visitLeftBehind(context, commitment)] : []),
  ];
}

/** A status that a measure set and nobody takes back is for the Secretariat to look at. */
function tradeLeftWords({ end, trade }: MeasureContext): readonly string[] {
  if (trade === null || end?.tradeAfter !== 'unchanged' || end.how === 'replaced') return [];
  return [
    `Trade stays ${trade.replaceAll('-', ' ')} in the registry, since nothing says what it is now. The Secretariat is to look at it.`,
  ];
}

function visitLeftBehind(context: MeasureContext, commitment: NonNullable<End['commitment']>): Outgoing {
  const { kind, party, reference, zone, language, visibility, concerns, instrument, title } = context;
  return {
    type: 'open-case',
    params: {
      workflow: 'review-visit',
      key: 'commitment',
      payload: {
        reference: `${reference.slice(0, 70)}/VISIT`,
        title: `Review visit to ${party}: ${commitment.text}`.slice(0, 300),
        source: `commitment when «${instrument ?? title}» was concluded (${reference})`.slice(0, 600),
        follows: [{ workflow: kind, reference }],
        zone,
        language,
        visibility,
        concerns,
        party,
        kind: 'visit',
        basis: 'commitment',
        ...(commitment.by === null ? {} : { by: commitment.by }),
      },
    },
  };
}
