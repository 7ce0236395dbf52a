import type { ApiRoute } from '../../platform/openapi/index.js';
import { MEETINGS, communiqueFormatSchema, registerFilterSchema } from '../plenary/index.js';
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
    description:
      'Every sentence with the clause it rests on, what was drafted, and whether it was edited. The offices also get `marks`: the difference between draft and edit word by word, what the edit leaves of the fact, and how the fact has moved on since.',
    open: 'signed-in',
    answers: [{ status: 200, description: 'Heading and sentences.' }],
  },
  {
    method: 'get',
    path: '/api/v1/meetings/{id}/communique.{format}',
    operationId: 'downloadCommunique',
    tag: 'meetings',
    summary: 'The communiqué as a file',
    description:
      'Markdown, HTML, Word or PDF, to whom the communiqué itself may be shown. A draft shows its marks to the offices; every other version shows none. The same state of the meeting gives the same bytes.',
    open: 'signed-in',
    pathSchemas: { format: communiqueFormatSchema },
    answers: [
      {
        status: 200,
        description:
          'The file as an attachment: text/markdown, text/html, application/vnd.openxmlformats-officedocument.wordprocessingml.document or application/pdf.',
      },
    ],
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
