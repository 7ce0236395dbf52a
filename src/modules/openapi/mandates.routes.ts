import type { ApiRoute } from '../../platform/openapi/index.js';
import { HOSTING_TERMS, MANDATES, dueFilterSchema } from '../mandates/index.js';
import { caseRoutes } from './case.routes.js';

/** Mandates, hosting terms, and what is due of both. */
export const mandatesRoutes: readonly ApiRoute[] = [
  {
    method: 'get',
    path: '/api/v1/mandates/due',
    operationId: 'listDue',
    tag: 'mandates',
    summary: 'What is late, in review, to be assessed or decided, or due soon',
    description: 'Of mandates and hosting terms the person may know of.',
    open: 'signed-in',
    query: dueFilterSchema,
    answers: [{ status: 200, description: 'A line for each, the soonest first.' }],
  },
  ...caseRoutes(MANDATES, 'Mandate'),
  ...caseRoutes(HOSTING_TERMS, 'HostingTerm'),
];
