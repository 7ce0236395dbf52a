/** The agenda: the item that is typed, and what the Chair sends to have it adopted. */
import { z } from 'zod';
import type { JsonObject } from '../../../kernel/json.js';
import type { MeetingReading } from '../../../modules/plenary/index.js';
import { type Item, payloads } from '../../../../workflows/plenary-meeting/index.js';
import { type ShownField, type Typed, commandForm } from '../../cases/index.js';
import { itemId } from './item-id.js';
import { lateItems } from './late-items.js';

export const ITEM_FORM = commandForm(payloads['add-items']);
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

/** Name of the input in which it is said why an item is kept off the agenda. */
export function reasonField(item: string): string {
  return `reason.${item}`;
}

/** @returns the payload of the adoption: what has a reason against it is kept off, what was asked for in the room is taken up */
export function adoption({ memory }: Pick<MeetingReading, 'memory'>, sent: Typed): JsonObject {
  const refused = memory.items.flatMap(({ id, agenda }) => {
    const reason = sent.get(reasonField(id))?.[0]?.trim() ?? '';
    return agenda === 'proposed' && reason !== '' ? [{ item: id, reason }] : [];
  });
  return { refused, late: [...lateItems(sent)] };
}

/** What a button of the order sends: `the-item:2`, the item and the place it goes to, counted from 1. */
export const orderSchema = z.object({
  nonce: z.string().optional(),
  place: z
    .string()
    .regex(/^[a-z0-9-]{1,40}:\d{1,3}$/, 'press a button of the agenda')
    .transform((pressed) => {
      const [item = '', place = ''] = pressed.split(':');
      return { item, place: Number(place) };
    }),
});

/**
 * @param items of the agenda as the offices know it, which is all of it
 * @returns where the item goes by one step up and down, passing over what was withdrawn; null at the ends, and for what is withdrawn itself
 */
export function placesOf(
  items: readonly Pick<Item, 'id' | 'agenda'>[],
  id: string,
): { readonly up: number | null; readonly down: number | null } {
  const now = items.findIndex((item) => item.id === id);
  if (items[now]?.agenda === 'withdrawn') return { up: null, down: null };
  const stands = ({ agenda }: Pick<Item, 'agenda'>): boolean => agenda !== 'withdrawn';
  const up = items.slice(0, Math.max(0, now)).findLastIndex(stands);
  const down = items.findIndex((item, index) => index > now && stands(item));
  return { up: up < 0 ? null : up + 1, down: down < 0 ? null : down + 1 };
}
