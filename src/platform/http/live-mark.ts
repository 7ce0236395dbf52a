import { createHash } from 'node:crypto';
import type { CaseId } from '../../kernel/ids.js';

/** How a page names what it shows: not the revision itself, which counts what happened to parts hidden from its reader, too. */
const LENGTH = 16;

/** @returns what a page knows its case's revision by */
export function markOf(caseId: CaseId, revision: number): string {
  return createHash('sha256').update(`${caseId} ${revision}`).digest('base64url').slice(0, LENGTH);
}

/** @returns what a page gives as `live`, so that it is told of every change from the revision on that it shows */
export function followed({
  caseId,
  revision,
}: {
  readonly caseId: CaseId;
  readonly revision: number;
}): string {
  return `${caseId}?mark=${markOf(caseId, revision)}`;
}
