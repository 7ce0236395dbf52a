import { z } from 'zod';
import { instantSchema } from '../../kernel/instant.js';
import type { ApiRoute } from '../../platform/openapi/index.js';
import { asOfSchema, officeSchema } from '../registry/index.js';
import { type Authority, SUCCESSIONS } from '../successions/index.js';
import { caseRoutes } from './case.routes.js';

const holding = z.object({
  party: z.string(),
  name: z.string(),
  standing: z.enum(['elected', 'custodian']),
  since: instantSchema,
  until: instantSchema.nullable().meta({ description: 'null: until the next begins' }),
  source: z.string().meta({ description: 'the decision or report behind it' }),
  contacts: z.array(z.object({ id: z.string(), name: z.string() })),
});

const authorityAnswer = z.object({
  at: instantSchema,
  knownAt: instantSchema,
  offices: z.array(
    z.object({
      office: officeSchema,
      holder: holding.nullable().meta({ description: 'null: nobody held it' }),
      vacantSince: instantSchema.nullable(),
      otherwise: z
        .array(
          z.object({ believed: z.enum(['then', 'now']), knownAt: instantSchema, holder: holding.nullable() }),
        )
        .meta({ description: 'where another was believed to hold it, at the instant itself or now' }),
    }),
  ),
}) satisfies z.ZodType<Authority>;

/** Successions to the Chair, and who held authority at any instant. */
export const successionRoutes: readonly ApiRoute[] = [
  ...caseRoutes(SUCCESSIONS, 'Succession'),
  {
    method: 'get',
    path: '/api/v1/authority',
    operationId: 'showAuthority',
    tag: 'successions',
    summary: 'Who held authority at an instant',
    description:
      'Each office with its holder, elected or custodian, the decision behind it and who acted for it, or since when it was vacant. As of `at` (left out: now), as it was known at `knownAt` (left out: with every later correction).',
    open: 'signed-in',
    query: asOfSchema,
    answers: [{ status: 200, description: 'The offices.', schema: authorityAnswer }],
  },
];
