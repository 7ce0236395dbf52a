/** Ids of items that people bring: made of the title, so that the same form sent twice brings the same item. */
import { createHash } from 'node:crypto';

const LONGEST_ID = 40;
/** Ids that begin so are given to what is carried over. */
const RESERVED = /^(procedure|deferred|mandate|hosting)-/;

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
