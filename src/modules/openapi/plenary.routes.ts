import type { ApiRoute } from '../../platform/openapi/index.js';
import { MEETINGS, registerFilterSchema } from '../plenary/index.js';
import { caseRoutes } from './case.routes.js';

/** Meetings, their communiqués, and the register of decisions. */
export const plenaryRoutes: readonly ApiRoute[] = [
  ...caseRoutes(MEETINGS, 'Meeting'),
  {
    method: 'get',
    path: '/api/v1/meetings/{id}/communique',
    operationId: 'showCommunique',
    tag: 'meetings',
    summary: 'The communiqué as it stands',
    description: 'Every sentence with the clause it rests on, what was drafted, and whether it was edited.',
    open: 'signed-in',
    answers: [{ status: 200, description: 'Heading and sentences.' }],
  },
  {
    method: 'get',
    path: '/api/v1/meetings/{id}/file',
    operationId: 'exportMeetingFile',
    tag: 'meetings',
    summary: 'The file of a meeting',
    description: 'Memory, history, communiqué, and the histories of procedures carried over to it.',
    open: 'signed-in',
    answers: [{ status: 200, description: 'One JSON document, as far as the person may read it.' }],
  },
  {
    method: 'get',
    path: '/api/v1/decisions',
    operationId: 'listDecisions',
    tag: 'meetings',
    summary: 'The register of decisions',
    description:
      'Every clause of every meeting the person may read, with class, addressees, term and reporting point.',
    open: 'signed-in',
    query: registerFilterSchema,
    answers: [
      {
        status: 200,
        description: 'Entries, newest meeting first; a header `Link` with `rel="next"` when there are more.',
      },
    ],
  },
];
