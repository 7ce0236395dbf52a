/** What the page of a document shows. Pure. */
import type { Belief, Compendium, RelationLine } from '../../modules/compendium/index.js';
import type { Words } from '../../platform/http/words.js';
import { adoptedText } from './list.page.js';

/** A document as the Compendium shows it. */
export type ShownDocument = Awaited<ReturnType<Compendium['show']>>;

/** One link of the chain: how a document bears on the one that is shown, or on one between. */
export interface ChainLink {
  readonly arrow: '←' | '→';
  /** name of the message: `later.amends` is «is amended by», `earlier.amends` is «amends» */
  readonly words: string;
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly standing: string | null;
  /** what it bears on, where that is not the document itself */
  readonly by: string | null;
  readonly since: string | null;
}

/** One thing that was believed of a document. */
export interface BeliefLine {
  readonly about: Belief['about'];
  readonly recordedAt: string;
  readonly supersededAt: string | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

/** What is told of a belief, in this order, and the messages of values that are code names; the rest repeats these in another form. */
const FACTS: Readonly<Record<string, string | null>> = {
  title: null,
  also_known_as: null,
  type: 'type',
  organ: null,
  number: null,
  standing: 'standing',
  kind: 'earlier',
  from_id: null,
  to_id: null,
  language: null,
  version: null,
  status: 'textStatus',
  authoritative: null,
  kept_at: null,
  adopted_at: null,
  adopted_by: 'adoptedBy',
  adopted_in: null,
  adopted_paragraph: null,
  effective_at: null,
  published_at: null,
  since: null,
  paragraph: null,
  valid_from: null,
  valid_to: null,
  reason: null,
  sunset: null,
  predecessor: null,
  note: null,
  source: null,
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** @returns what the template of a document reads */
export function documentPage(
  shown: ShownDocument,
  beliefs: readonly Belief[],
  words: Pick<Words, 't' | 'day'>,
) {
  const { document, later, earlier } = shown;
  const titles = new Map(
    [...later, ...earlier].flatMap(
      (one) =>
        [
          [one.fromId, one.fromTitle],
          [one.toId, one.toTitle],
        ] as const,
    ),
  );
  return {
    ...shown,
    adopted: adoptedText(document.adopted, words),
    chain: [
      ...earlier.map((one) => earlierLink(one, document.id)),
      ...later.map((one) => laterLink(one, document.id)),
    ],
    beliefs: beliefs.map((belief) => beliefLine(belief, titles, words)),
  };
}

function laterLink(one: RelationLine, shown: string): ChainLink {
  return {
    arrow: '←',
    words: `later.${one.kind}`,
    id: one.fromId,
    title: one.fromTitle,
    number: one.fromNumber,
    standing: one.fromStanding,
    by: one.toId === shown ? null : one.toTitle,
    since: one.since,
  };
}

function earlierLink(one: RelationLine, shown: string): ChainLink {
  return {
    arrow: '→',
    words: `earlier.${one.kind}`,
    id: one.toId,
    title: one.toTitle,
    number: one.toNumber,
    standing: null,
    by: one.fromId === shown ? null : one.fromTitle,
    since: one.since,
  };
}

/** Facts in the words of the page; ids that name no document of the chain say nothing to people. */
function beliefLine(
  { about, recordedAt, supersededAt, fact }: Belief,
  titles: ReadonlyMap<string, string>,
  words: Pick<Words, 't' | 'day'>,
): BeliefLine {
  const facts = Object.entries(FACTS).flatMap(([name, coded]) => {
    const said = factText(fact[name], titles, words);
    if (said === '') return [];
    const value = coded === null ? said : words.t(`compendium.${coded}.${said}`);
    return [{ label: words.t(`compendium.fact.${name}`), value }];
  });
  return { about, recordedAt, supersededAt, facts };
}

function factText(
  value: unknown,
  titles: ReadonlyMap<string, string>,
  { t, day }: Pick<Words, 't' | 'day'>,
): string {
  if (typeof value === 'boolean') return t(value ? 'compendium.yes' : 'compendium.no');
  if (Array.isArray(value)) return value.map((one) => factText(one, titles, { t, day })).join('; ');
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  if (UUID.test(value)) return titles.get(value) ?? '';
  return TIMESTAMP.test(value) ? day(value) : value;
}
