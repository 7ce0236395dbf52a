import { z } from 'zod';
import type { ApiRoute } from '../../platform/openapi/index.js';
import {
  asOfSchema,
  contactSchema,
  endSchema,
  officeSchema,
  partySchema,
  termSchema,
} from '../registry/index.js';
import { contactAnswer, officeTermAnswer, partyAnswer } from './answers.js';

const tag = 'registry';
const SECRETARIAT = ['secretariat'] as const;
const ended = [{ status: 204, description: 'Done.' }] as const;
const AS_OF =
  'As of `at` (left out: now), as it was known at `knownAt` (left out: with every later correction).';

/** The registry: who is a member, who speaks for it, who holds which office. */
export const registryRoutes: readonly ApiRoute[] = [
  read('/participants', 'listParticipants', 'The roll of Participants', partyAnswer, 'signed-in'),
  read('/observers', 'listObservers', 'The Observers', partyAnswer, 'signed-in'),
  read('/offices', 'listOffices', 'Who holds which office', officeTermAnswer, 'signed-in'),
  read('/contacts', 'listContacts', 'The contacts, with their addresses', contactAnswer, [
    'secretariat',
    'chair',
  ]),
  {
    ...change('post', '/parties', 'addParty', 'Enter a member, observer or body'),
    description: 'An entry ends after it begins.',
    body: partySchema,
    answers: [{ status: 201, description: 'The entry.', schema: partySchema }],
  },
  { ...change('post', '/parties/{code}/end', 'endParty', 'End the time of a party'), body: endSchema },
  {
    ...change('put', '/contacts/{id}', 'putContact', 'Enter a contact, or a new version of one'),
    description:
      'The id is the one of the address; one in the body is ignored. An entry ends after it begins.',
    body: z.strictObject(contactSchema.shape).partial({ id: true }),
    answers: [{ status: 200, description: 'The entry.', schema: contactSchema }],
  },
  { ...change('post', '/contacts/{id}/end', 'endContact', 'End the time of a contact'), body: endSchema },
  change('post', '/contacts/{id}/reachable', 'markContactReachable', 'Say that mail reaches a contact again'),
  {
    ...change('post', '/offices', 'beginTerm', 'Begin a term of an office'),
    description: 'The term before it ends when this one begins.',
    body: termSchema,
    answers: [{ status: 201, description: 'The entry.', schema: termSchema }],
  },
  {
    ...change('post', '/offices/{office}/end', 'endTerm', 'End the term of an office'),
    pathSchemas: { office: officeSchema },
    body: endSchema,
  },
];

function read(
  path: string,
  operationId: string,
  summary: string,
  entry: z.ZodType,
  open: ApiRoute['open'],
): ApiRoute {
  const answers = [{ status: 200, description: 'The entries.', schema: z.array(entry) }] as const;
  return {
    method: 'get',
    path: `/api/v1${path}`,
    operationId,
    tag,
    summary,
    description: AS_OF,
    open,
    query: asOfSchema,
    answers,
  };
}

function change(method: 'post' | 'put', path: string, operationId: string, summary: string): ApiRoute {
  return { method, path: `/api/v1${path}`, operationId, tag, summary, open: SECRETARIAT, answers: ended };
}
