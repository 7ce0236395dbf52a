/** What the list of written procedures shows. */
import { z } from 'zod';
import { caseIdSchema } from '../../../kernel/ids.js';
import { holdsOffice } from '../../../modules/cases/index.js';
import { type ProcedureCard, STAGES, type Stage } from '../../../modules/written-procedures/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { Words } from '../../../platform/http/words.js';
import { barOf } from '../answers-bar.js';
import { tagOf } from '../status-tag.js';

/** How many procedures that have ended stand on one page. */
export const ENDED_PER_PAGE = 20;
/** How many that are under way; those that have ended follow the last of them. */
export const OPEN_PER_PAGE = 50;

/** Which procedures to show: of one state, with words in reference, title or subject, from where on. An empty field is none. */
export const listQuerySchema = z.object({
  state: z
    .union([z.enum(STAGES), z.literal('')])
    .catch('')
    .transform((state) => state || undefined),
  q: z.string().trim().max(200).default(''),
  before: caseIdSchema.optional(),
  /** of those under way, from 1 */
  page: z.coerce.number().int().min(1).max(1000).catch(1),
  done: z.string().max(40).optional(),
});
export type ListQuery = z.output<typeof listQuerySchema>;

/** What was found for the list. */
export interface Found {
  readonly query: ListQuery;
  readonly person: SignedInPerson;
  readonly underWay: readonly ProcedureCard[];
  readonly ended: { readonly cards: readonly ProcedureCard[]; readonly next: string | null } | null;
}

/** @returns the page: groups in the order in which they matter, the filter as it was set, and where to go on */
export function listPage({ query, person, underWay, ended }: Found, { t }: Pick<Words, 't'>) {
  const inOrder = STAGES.flatMap((stage) => underWay.filter((card) => card.stage === stage));
  const shown = inOrder.slice((query.page - 1) * OPEN_PER_PAGE, query.page * OPEN_PER_PAGE);
  const hasMore = inOrder.length > query.page * OPEN_PER_PAGE;
  const closed = hasMore ? null : ended;
  const cards = [...shown, ...(closed?.cards ?? [])];
  const groups = STAGES.map((stage) => ({
    stage,
    title: t(`procedures.stage.${stage}`),
    lead: t(`procedures.stageLead.${stage}`),
    count: [...inOrder, ...(closed?.cards ?? [])].filter((card) => card.stage === stage).length,
    cards: cards.filter((card) => card.stage === stage).map(lineOfCard),
  })).filter((group) => group.cards.length > 0);
  const isFiltered = query.q !== '' || query.state !== undefined;
  return {
    title: t('procedures.title'),
    wide: true,
    mayDraft: holdsOffice(person),
    groups,
    filter: query,
    states: stateChoice(query.state, t),
    isFiltered,
    isEmpty: cards.length === 0,
    isLater: query.before !== undefined || query.page > 1,
    more: hasMore ? addressOf(query, { page: String(query.page + 1) }) : null,
    next: closed?.next ? addressOf(query, { before: closed.next }) : null,
  };
}

function lineOfCard(card: ProcedureCard) {
  return { ...card, bar: card.counts ? barOf(card.counts) : [], tag: tagOf(card.status) };
}

function stateChoice(chosen: Stage | undefined, t: Words['t']) {
  return [
    { value: '', text: t('procedures.list.anyState'), selected: chosen === undefined },
    ...STAGES.map((stage) => ({
      value: stage,
      text: t(`procedures.stage.${stage}`),
      selected: stage === chosen,
    })),
  ];
}

function addressOf({ state, q }: ListQuery, place: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams({ ...(state ? { state } : {}), ...(q ? { q } : {}), ...place });
  return `/procedures?${parameters.toString()}`;
}
