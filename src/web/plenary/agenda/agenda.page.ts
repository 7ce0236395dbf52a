/** The agenda: the item that is typed, and what the Chair sends to have it adopted. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../kernel/json.js';
import type { MeetingReading } from '../../../modules/plenary/index.js';
import { payloads } from '../../../../workflows/plenary-meeting/index.js';
import { type ShownField, type Typed, commandForm } from '../../cases/index.js';

export const ITEM_FORM = commandForm(payloads['add-items']);
const LONGEST_ID = 40;
/** Ids that begin so are given to what is carried over. */
const RESERVED = /^(procedure|deferred|mandate|hosting)-/;
/** Members of an item that nobody types. */
const GIVEN = ['items.0.id', 'items.0.origin'];
/** What the offices alone say of an item. */
const OF_THE_OFFICES = ['items.0.source', 'items.0.recommendation', 'items.0.recommends'];

/** @returns the form as it begins: one blank item */
export function blankItem(zone: string): Typed {
  return new Map([...ITEM_FORM.fill({ items: [{}] }, zone)]);
}

/** @returns the fields of the one item that the form asks for */
export function itemFields(fields: readonly ShownField[], office: boolean): readonly ShownField[] {
  const parts = fields.flatMap((field) => field.fields.flatMap((entry) => entry.fields));
  return parts.filter(({ name }) => !GIVEN.includes(name) && (office || !OF_THE_OFFICES.includes(name)));
}

/** @returns what was typed, with an id made of the title: the same each time the same is sent */
export function withId(sent: Typed): Typed {
  const title = sent.get('items.0.title')?.[0]?.trim() ?? '';
  return new Map([...sent, ['items.#', ['1']], ['items.0.id', [itemId(title)]]]);
}

/** @returns `annual-report-of-the-working-group` of its title */
export function itemId(title: string): string {
  const words = title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const free = RESERVED.test(`${words}-`) ? `on-${words}` : words;
  if (free !== '' && free.length <= LONGEST_ID) return free;
  const hash = createHash('sha256').update(title).digest('hex').slice(0, 6);
  return `${free.slice(0, LONGEST_ID - 7) || 'item'}-${hash}`;
}

/** Name of the input in which it is said why an item is kept off the agenda. */
export function reasonField(item: string): string {
  return `reason.${item}`;
}

/** @returns the payload of the adoption: what has a reason against it is kept off */
export function adoption({ memory }: Pick<MeetingReading, 'memory'>, sent: Typed): JsonObject {
  const refused = memory.items.flatMap(({ id, agenda }) => {
    const reason = sent.get(reasonField(id))?.[0]?.trim() ?? '';
    return agenda === 'proposed' && reason !== '' ? [{ item: id, reason }] : [];
  });
  return { refused, late: [] };
}
