/** The buttons of a form that send it without giving the command: more entries of a list, fewer, the fields of another choice. */
import { type Typed, countOf, named, one } from './typed.js';

/** Names of the buttons. */
export const ADD = 'add-entry';
export const REMOVE = 'remove-entry';
export const AGAIN = 'again';

/**
 * @param typed into the form, with the button that sent it
 * @returns what the form is shown with next; null when it was sent for good
 */
export function afterStep(typed: Typed): Typed | null {
  const [add, remove] = [one(typed, ADD), one(typed, REMOVE)];
  if (add !== '') return withCount(typed, add, countOf(typed, add) + 1);
  if (remove !== '') return withoutEntry(typed, remove);
  return typed.has(AGAIN) ? typed : null;
}

function withCount(typed: Typed, list: string, count: number): Typed {
  return new Map([...typed, [named.count(list), [String(count)]]]);
}

/** The entries after it move up by one. */
function withoutEntry(typed: Typed, entry: string): Typed {
  const list = entry.slice(0, entry.lastIndexOf('.'));
  const removed = Number(entry.slice(list.length + 1));
  const kept = [...typed].flatMap(([name, texts]): [string, readonly string[]][] => {
    const inside = name.startsWith(`${list}.`) ? /^(\d+)(.*)$/s.exec(name.slice(list.length + 1)) : null;
    if (!inside) return [[name, texts]];
    const index = Number(inside[1]);
    if (index === removed) return [];
    return [[`${list}.${index > removed ? index - 1 : index}${inside[2] ?? ''}`, texts]];
  });
  return withCount(new Map(kept), list, Math.max(0, countOf(typed, list) - 1));
}
