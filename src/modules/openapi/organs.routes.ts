import { z } from 'zod';
import type { ApiRoute } from '../../platform/openapi/index.js';
import {
  CAPACITIES,
  type Changed,
  type DistributionList,
  ORGAN_KINDS,
  type Organ,
  type Recipient,
  type Seat,
  type SupplyRole,
  atSchema,
  barSchema,
  barredSchema,
  endSupplyRoleSchema,
  listSchema,
  mergerSchema,
  organRuleSchema,
  organSchema,
  seatSchema,
  supplyRoleSchema,
  supplyRolesQuerySchema,
  unbarSchema,
  unseatSchema,
} from '../organs/index.js';
import { asOfSchema, endSchema } from '../registry/index.js';
import { instantSchema } from '../../kernel/instant.js';
import { partyAnswer } from './answers.js';

const SECRETARIAT = ['secretariat'] as const;
const OFFICES = ['secretariat', 'chair'] as const;
const range = { validFrom: instantSchema, validTo: instantSchema.nullable(), source: z.string() };

const organAnswer = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(ORGAN_KINDS),
  parent: z.string().nullable(),
  predecessors: z.array(z.string()),
  ...range,
  note: z.string(),
}) satisfies z.ZodType<Organ>;
const seatAnswer = z.object({
  organ: z.string(),
  party: z.string(),
  partyName: z.string(),
  kind: partyAnswer.shape.kind,
  capacity: z.enum(CAPACITIES),
  contactId: z.string().nullable(),
  ...range,
}) satisfies z.ZodType<Seat>;
const supplyRoleAnswer = z.object({
  party: z.string(),
  role: z.string(),
  ...range,
}) satisfies z.ZodType<SupplyRole>;
const listAnswer = z.object({
  list: z.string(),
  name: z.string(),
  kind: z.enum(['role', 'organ']),
  source: z.string(),
}) satisfies z.ZodType<DistributionList>;
const recipientAnswer = z.object({
  contactId: z.string(),
  name: z.string(),
  email: z.string(),
  party: z.string(),
  bouncedSince: instantSchema.nullable(),
}) satisfies z.ZodType<Recipient>;
const changedAnswer = z.object({ changed: z.boolean() }) satisfies z.ZodType<Changed>;

const IDEMPOTENT = 'The same call again changes nothing and answers `changed: false`.';
const RULES =
  'Refused with the rule, its source and the remedy when a rule of the organ, or a bar, stands in the way.';
const PLAN =
  'What ends and begins, the seats that move, the rules that stand in the way, and what waits for the organs.';

/** The organs, their seats and rules, bars, mergers, and the distribution lists. */
export const organsRoutes: readonly ApiRoute[] = [
  { ...read('/organs', 'listOrgans', 'The organs', z.array(organAnswer)), query: asOfSchema },
  {
    ...read('/organs/{code}/seats', 'listSeats', 'Who sits in an organ', z.array(seatAnswer)),
    description:
      'Of the organ that the code means at that instant: one that was merged answers as its successor.',
    query: asOfSchema,
  },
  read('/organs/{code}/rules', 'listOrganRules', 'The rules of an organ’s composition'),
  read('/organs/{code}/successor', 'showSuccessor', 'Which organ a code means, through every merger'),
  {
    ...read('/parties/{code}/seats', 'listSeatsOfParty', 'The seats of a party', z.array(seatAnswer)),
    query: asOfSchema,
  },
  change('/organs', 'foundOrgan', 'Found an organ', organSchema),
  end('/organs/{code}/end', 'endOrgan', 'End an organ and every seat in it', endSchema),
  {
    ...end('/organ-rules', 'putOrganRule', 'Enter a rule of composition, or replace it', organRuleSchema),
    description: 'Seats taken before are not judged again.',
  },
  {
    ...change('/seats', 'seat', 'Seat a party in an organ', seatSchema),
    description: `${IDEMPOTENT} ${RULES}`,
  },
  end('/seats/end', 'unseat', 'End the seat of a party', unseatSchema),
  {
    ...change(
      '/mergers/preview',
      'previewMerger',
      'Show what a merger would do, and do nothing',
      mergerSchema,
    ),
    description: PLAN,
    open: OFFICES,
    answers: [{ status: 200, description: 'The plan.' }],
  },
  {
    ...change('/mergers', 'mergeOrgans', 'Merge organs', mergerSchema),
    description: `${PLAN} ${IDEMPOTENT} ${RULES}`,
    answers: [{ status: 200, description: 'What was done.' }],
  },
  { ...read('/bars', 'listBars', 'Who may not sit in organs'), open: OFFICES },
  change('/bars', 'bar', 'Put up a bar', barSchema),
  change('/bars/persons', 'barPerson', 'Enter a contact or a party under a bar', barredSchema),
  end('/bars/persons/end', 'unbarPerson', 'End somebody’s entry under a bar', unbarSchema),
  read('/lists', 'listDistributionLists', 'The distribution lists', z.array(listAnswer)),
  {
    ...read(
      '/lists/{list}/recipients',
      'listRecipients',
      'Who a mail to a list would go to',
      z.array(recipientAnswer),
    ),
    open: OFFICES,
  },
  change('/lists', 'putDistributionList', 'Set up a list by role in the supply chain', listSchema),
  {
    ...read(
      '/supply-roles',
      'listSupplyRoles',
      'Who has which role in the supply chain',
      z.array(supplyRoleAnswer),
    ),
    query: supplyRolesQuerySchema,
  },
  change('/supply-roles', 'assignSupplyRole', 'Record a role of a party', supplyRoleSchema),
  end('/supply-roles/end', 'endSupplyRole', 'End a role of a party', endSupplyRoleSchema),
];

function read(path: string, operationId: string, summary: string, schema?: z.ZodType): ApiRoute {
  const answers = [
    { status: 200, description: 'As of `at`; left out: now.', ...(schema ? { schema } : {}) },
  ] as const;
  return route('get', path, operationId, summary, { open: 'signed-in', query: atSchema, answers });
}

function change(path: string, operationId: string, summary: string, body: z.ZodType): ApiRoute {
  const answers = [{ status: 200, description: 'Whether anything changed.', schema: changedAnswer }] as const;
  return route('post', path, operationId, summary, {
    open: SECRETARIAT,
    body,
    description: IDEMPOTENT,
    answers,
  });
}

function end(path: string, operationId: string, summary: string, body: z.ZodType): ApiRoute {
  const answers = [{ status: 204, description: 'Done.' }] as const;
  return route('post', path, operationId, summary, { open: SECRETARIAT, body, answers });
}

function route(
  method: 'get' | 'post',
  path: string,
  operationId: string,
  summary: string,
  rest: Omit<ApiRoute, 'method' | 'path' | 'operationId' | 'summary' | 'tag'>,
): ApiRoute {
  const tag = /lists|supply/.test(path) ? 'distribution lists' : 'organs';
  return { method, path: `/api/v1${path}`, operationId, tag, summary, ...rest };
}
