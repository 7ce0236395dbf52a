import type { ApiRoute } from '../../platform/openapi/index.js';
import { CASEWORK_KINDS } from '../casework/index.js';
import { caseRoutes } from './case.routes.js';

/** Every kind of case on the casework kit. */
export const caseworkRoutes: readonly ApiRoute[] = CASEWORK_KINDS.flatMap((kind) =>
  caseRoutes(kind, nameOf(kind.noun)),
);

/** `review visit` is `ReviewVisit`. */
function nameOf(noun: string): string {
  return noun
    .split(/[\s-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
