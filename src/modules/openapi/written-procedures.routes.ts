import type { ApiRoute } from '../../platform/openapi/index.js';
import { commands, draftCommand, ruleSetSchema } from '../../../workflows/written-procedure/index.js';
import { SESSION_ROLES, caseKnownSchema, caseListSchema } from '../cases/index.js';
import { rehearsalSchema, standingSchema } from '../written-procedures/index.js';
import { outcomeAnswer } from './answers.js';

const BASE = '/api/v1/written-procedures';
const PRESIDING = ['chair', 'vice-chair', 'secretariat'] as const;
const tag = 'written procedures';
const pending = {
  status: 202,
  description: 'Received and stamped, not decided yet. Send it again with the same key to learn the outcome.',
  schema: outcomeAnswer,
  name: 'CommandOutcome',
} as const;
/** Rules across fields, which no JSON schema of the payload says. */
const ACROSS_FIELDS: Readonly<Record<string, string>> = {
  launch: 'Give a deadline or a period, not both.',
  extend: 'Give an instant («to») or a period, not both.',
  draft: 'One text for each language.',
  'amend-draft': 'One text for each language.',
  revise: 'One text for each language.',
};

/** Written procedures, their commands one by one, and rule sets. `{id}` is the case’s id or the procedure’s reference. */
export const writtenProcedureRoutes: readonly ApiRoute[] = [
  {
    ...read('', 'listProcedures', 'The procedures the person may see', 'A line for each, newest first.'),
    query: caseListSchema,
  },
  {
    method: 'post',
    path: BASE,
    operationId: 'draft',
    tag,
    summary: sentence(draftCommand.title),
    description: describe('draft', draftCommand.article),
    open: PRESIDING,
    body: draftCommand.payload,
    idempotent: true,
    answers: [
      { status: 201, description: 'Accepted.', schema: outcomeAnswer, name: 'CommandOutcome' },
      pending,
    ],
  },
  rehearsal('/rehearsals', 'rehearseNew', 'Rehearse a procedure that does not exist yet'),
  rehearsal('/{id}/rehearsals', 'rehearse', 'Rehearse the launch of a draft'),
  read('/{id}', 'showProcedure', 'One procedure', 'The procedure whole, without addresses of contacts.'),
  read(
    '/{id}/positions',
    'listPositions',
    'Who has answered what',
    'A line for each member and observer: the answer that counts, and all it ever gave.',
  ),
  read('/{id}/timetable', 'showTimetable', 'What lies ahead', 'Deadlines and mails in order of time.'),
  {
    ...read('/{id}/history', 'showHistory', 'What happened', 'Every event and every refused command.'),
    description: 'As it was known at `knownAt` (left out: now).',
    query: caseKnownSchema,
  },
  {
    ...read(
      '/{id}/standing',
      'showStanding',
      'What held at an instant',
      'The state and the outcome of record.',
    ),
    description: 'What held at `at`, as known at `knownAt` (each left out: now).',
    query: standingSchema,
  },
  {
    ...read(
      '/{id}/export',
      'exportHistory',
      'The history whole, to be checked elsewhere',
      'Events with their hashes.',
    ),
    open: ['chair', 'secretariat'],
  },
  ...Object.entries(commands).map(([name, command]): ApiRoute => {
    const roles = command.by.filter((role) => (SESSION_ROLES as readonly string[]).includes(role));
    return {
      method: 'post',
      path: `${BASE}/{id}/${name}`,
      servedBy: `${BASE}/{id}/{command}`,
      operationId: name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      tag,
      summary: sentence(command.title),
      description: describe(name, command.article),
      open: roles,
      body: command.payload,
      idempotent: true,
      answers: [
        { status: 200, description: 'Accepted.', schema: outcomeAnswer, name: 'CommandOutcome' },
        pending,
      ],
    };
  }),
  {
    ...read('', 'listRuleSets', 'The rule sets', 'Id, version, title, body and source of each.'),
    path: '/api/v1/rule-sets',
    tag: 'rule sets',
  },
  {
    ...read('', 'showRuleSet', 'One rule set', ''),
    path: '/api/v1/rule-sets/{id}',
    tag: 'rule sets',
    answers: [
      {
        status: 200,
        description: 'Every figure with its source, or «assumed».',
        schema: ruleSetSchema,
        name: 'RuleSet',
      },
    ],
  },
];

function read(path: string, operationId: string, summary: string, description: string): ApiRoute {
  const answers = [{ status: 200, description }] as const;
  return { method: 'get', path: `${BASE}${path}`, operationId, tag, summary, open: 'signed-in', answers };
}

function rehearsal(path: string, operationId: string, summary: string): ApiRoute {
  const description = 'The whole course if nobody did anything beyond the what-ifs. Nothing is stored.';
  const answers = [{ status: 200, description }] as const;
  return {
    method: 'post',
    path: `${BASE}${path}`,
    operationId,
    tag,
    summary,
    open: PRESIDING,
    body: rehearsalSchema,
    answers,
  };
}

function describe(name: string, article: string): string {
  const rule = ACROSS_FIELDS[name];
  return `Source: ${article}.${rule ? ` ${rule}` : ''}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
