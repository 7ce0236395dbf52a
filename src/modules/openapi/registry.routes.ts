import { z } from 'zod';
import type { ApiRoute } from '../../platform/openapi/index.js';
import { applySchema } from '../registry-files/index.js';
import {
  absenceSchema,
  admissionSchema,
  applicantSchema,
  asOfSchema,
  contactSchema,
  endSchema,
  nationSchema,
  officeSchema,
  partySchema,
  termSchema,
  tradeStatusSchema,
} from '../registry/index.js';
import {
  absenceAnswer,
  contactAnswer,
  nationAnswer,
  officeTermAnswer,
  partyAnswer,
  partyHistoryAnswer,
  rollAnswer,
  rollEntryAnswer,
  sheetReportAnswer,
  tradeStatusAnswer,
} from './answers.js';

const tag = 'registry';
const SECRETARIAT = ['secretariat'] as const;
const changed = {
  status: 200,
  description: 'Whether anything changed.',
  schema: z.object({ changed: z.boolean() }),
} as const;
const report = {
  status: 200,
  description: 'The report.',
  schema: sheetReportAnswer,
  name: 'SheetReport',
} as const;
const ended = [{ status: 204, description: 'Done.' }] as const;
const AS_OF =
  'As of `at` (left out: now), as it was known at `knownAt` (left out: with every later correction).';

/** The registry: who is a member, who speaks for it, who holds which office. */
export const registryRoutes: readonly ApiRoute[] = [
  {
    ...read('/roll', 'showRoll', 'The roll, counted: Participants and nations', rollAnswer, 'signed-in'),
    description: `${AS_OF} A Participant without listed nations stands for one; one without a recorded trade status is taken to be eligible (assumed). Whether it may trade does not touch its membership or its vote.`,
    answers: [{ status: 200, description: 'The roll.', schema: rollAnswer, name: 'Roll' }],
  },
  {
    ...read(
      '/parties/{code}/history',
      'showPartyHistory',
      'Everything recorded about a party',
      partyHistoryAnswer,
      'signed-in',
    ),
    description:
      'Membership, trade status, nations and offices, also what is no longer believed: a correction shows both.',
    answers: [{ status: 200, description: 'The history.', schema: partyHistoryAnswer, name: 'PartyHistory' }],
  },
  read('/applicants', 'listApplicants', 'Those who asked to become Participants', partyAnswer, 'signed-in'),
  read('/guests', 'listGuests', 'The Guests of the Chair', partyAnswer, 'signed-in'),
  read('/trade-statuses', 'listTradeStatuses', 'Trade statuses on record', tradeStatusAnswer, 'signed-in'),
  read('/nations', 'listNations', 'Nations listed under a Participant', nationAnswer, 'signed-in'),
  read('/participants', 'listParticipants', 'The roll of Participants', rollEntryAnswer, 'signed-in'),
  read('/observers', 'listObservers', 'The Observers', partyAnswer, 'signed-in'),
  read('/offices', 'listOffices', 'Who holds which office', officeTermAnswer, 'signed-in'),
  read('/contacts', 'listContacts', 'The contacts, with their addresses', contactAnswer, [
    'secretariat',
    'chair',
  ]),
  {
    ...change('post', '/parties', 'addParty', 'Enter a member, observer or body'),
    description:
      'An entry ends after it begins. A Guest of the Chair has an end; a category is an Observer’s, a meeting a Guest’s.',
    body: partySchema,
    answers: [{ status: 201, description: 'The entry.', schema: partySchema }],
  },
  { ...change('post', '/parties/{code}/end', 'endParty', 'End the time of a party'), body: endSchema },
  {
    ...change('post', '/applicants', 'registerApplicant', 'Note an application'),
    description:
      'An applicant has no vote (CD VI.9). Doing it twice changes nothing; a guest becomes an applicant.',
    body: applicantSchema,
    answers: [changed],
  },
  {
    ...change('post', '/admissions', 'admitParty', 'Put a party on the roll or among the Observers'),
    description:
      'Doing it twice changes nothing. What it was before, an applicant or a guest, ends at that instant.',
    body: admissionSchema,
    answers: [changed],
  },
  {
    ...change('post', '/trade-statuses', 'setTradeStatus', 'Say whether a Participant may trade'),
    description: 'What held before ends when this begins. Membership and vote stay as they are.',
    body: tradeStatusSchema,
    answers: [{ status: 201, description: 'The entry.', schema: tradeStatusSchema }],
  },
  {
    ...change('post', '/trade-statuses/{party}/end', 'endTradeStatus', 'End a trade status'),
    body: endSchema,
  },
  {
    ...change('post', '/nations', 'setNation', 'List a nation under a Participant'),
    description: 'Under another Participant it ends when this begins.',
    body: nationSchema,
    answers: [{ status: 201, description: 'The entry.', schema: nationSchema }],
  },
  { ...change('post', '/nations/{nation}/end', 'endNation', 'End the listing of a nation'), body: endSchema },
  {
    ...change('put', '/contacts/{id}', 'putContact', 'Enter a contact, or a new version of one'),
    description:
      'The id is the one of the address; one in the body is ignored. An entry ends after it begins.',
    body: z.strictObject(contactSchema.shape).partial({ id: true }),
    answers: [{ status: 200, description: 'The entry.', schema: contactSchema }],
  },
  { ...change('post', '/contacts/{id}/end', 'endContact', 'End the time of a contact'), body: endSchema },
  {
    ...read(
      '/absences',
      'listAbsences',
      'Absences of contacts that are not over',
      absenceAnswer,
      'signed-in',
    ),
    description: 'Of everybody for the Chair and the Secretariat, else of the own party.',
  },
  {
    ...change('post', '/contacts/{id}/absences', 'beginAbsence', 'Say that a contact is away'),
    description:
      'The Secretariat, or the contact itself. Mail then goes to others of the party; where nobody is left, what is due of it escalates sooner.',
    open: 'signed-in',
    body: absenceSchema,
    answers: [{ status: 201, description: 'The entry.', schema: absenceSchema }],
  },
  {
    ...change('post', '/contacts/{id}/absences/end', 'endAbsence', 'Say that a contact is back'),
    description: 'The Secretariat, or the contact itself.',
    open: 'signed-in',
    body: endSchema,
  },
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
  {
    ...file('get', '', 'listRegistryFiles', 'The tables that can be taken out and brought in as files'),
    answers: [
      {
        status: 200,
        description: 'The tables.',
        schema: z.array(z.object({ name: z.string(), title: z.string(), columns: z.array(z.string()) })),
      },
    ],
  },
  {
    ...file('get', '/{name}', 'exportRegistryFile', 'A table as CSV'),
    description:
      'Every entry believed now, of all dates; brought in again it changes nothing. A cell that a spreadsheet would run as a formula has an apostrophe before it.',
    answers: [{ status: 200, description: 'The file.', type: 'text/csv' }],
  },
  {
    ...file('post', '/{name}/report', 'reportOnRegistryFile', 'What a file would change'),
    description: 'Changes nothing. Entries that the file does not speak of are left alone.',
    bodyType: 'text/csv',
    answers: [report],
  },
  {
    ...file('post', '/{name}/import', 'importRegistryFile', 'Bring a file in, all of it or nothing'),
    description:
      'Names the report that was read; when the file or the registry is no longer what it was made of, it is refused.',
    query: applySchema,
    bodyType: 'text/csv',
    answers: [report],
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

function file(method: 'get' | 'post', path: string, operationId: string, summary: string): ApiRoute {
  return {
    method,
    path: `/api/v1/registry-files${path}`,
    operationId,
    tag,
    summary,
    open: SECRETARIAT,
    answers: [],
  };
}
