/** How a page of open work is named, so that it can be told when it is no longer what is open. Pure. */
import { markOfBallot, shortHash } from '../../modules/ballots/index.js';
import type { Open } from './open.service.js';

/**
 * @param open what is open for a government; null where its reader speaks for none
 * @returns the same text as long as the same things are open and stand alike for that government; nothing of others changes it
 */
export function markOfOpen(open: Open | null): string {
  if (!open) return shortHash(null);
  return shortHash({
    procedures: open.procedures.map((standing) => markOfBallot(standing)),
    linked: [...open.linked].sort(),
    duties: open.duties.lines.map(({ caseId, key, level, dueAt, postponedUntil }) => [
      caseId,
      key,
      level,
      dueAt,
      postponedUntil,
    ]),
    next: open.duties.next,
  });
}

/** @returns where the events of a page of open work come from: of the very page that begins `after` */
export function followedAt(path: string, open: Open | null, after: string | undefined): string {
  const query = new URLSearchParams({ mark: markOfOpen(open), ...(after === undefined ? {} : { after }) });
  return `${path}?${query.toString()}`;
}
