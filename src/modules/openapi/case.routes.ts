import type { CommandSpec } from '../../kernel/workflow.js';
import type { ApiRoute } from '../../platform/openapi/index.js';
import { type CaseKind, SESSION_ROLES, caseKnownSchema, caseListSchema } from '../cases/index.js';
import { outcomeAnswer } from './answers.js';

const pending = {
  status: 202,
  description: 'Received and stamped, not decided yet. Send it again with the same key to learn the outcome.',
  schema: outcomeAnswer,
  name: 'CommandOutcome',
} as const;

/**
 * Describes the routes of a kind of case, made of its workflow's own commands.
 *
 * @param kind of case
 * @param one its name in operation ids: `Meeting`
 */
export function caseRoutes(kind: CaseKind, one: string): readonly ApiRoute[] {
  const { collection, noun, workflow } = kind;
  const base = `/api/v1/${collection}`;
  const read = (path: string, operationId: string, summary: string, description: string): ApiRoute => ({
    method: 'get',
    path: `${base}${path}`,
    operationId,
    tag: collection,
    summary,
    open: 'signed-in',
    answers: [{ status: 200, description }],
  });
  const given = (name: string, command: CommandSpec, opens: boolean): ApiRoute => ({
    method: 'post',
    path: opens ? base : `${base}/{id}/${name}`,
    ...(opens ? {} : { servedBy: `${base}/{id}/{command}` }),
    operationId: `${camel(name)}${one}`,
    tag: collection,
    summary: command.title.charAt(0).toUpperCase() + command.title.slice(1),
    description: `Rule: ${command.article}.`,
    open: opens
      ? 'signed-in'
      : command.by.filter((role) => (SESSION_ROLES as readonly string[]).includes(role)),
    body: command.payload,
    idempotent: true,
    answers: [
      { status: opens ? 201 : 200, description: 'Accepted.', schema: outcomeAnswer, name: 'CommandOutcome' },
      pending,
    ],
  });
  return [
    {
      ...read('', `list${one}s`, `The ${collection} the person may see`, 'A line for each, newest first.'),
      query: caseListSchema,
    },
    given('open', workflow.start, true),
    read('/{id}', `show${one}`, `One ${noun}`, `The ${noun} as the person may read it.`),
    {
      ...read(
        '/{id}/history',
        `show${one}History`,
        'What happened',
        'Events and refused commands, as far as the person may read them.',
      ),
      query: caseKnownSchema,
    },
    {
      ...read(
        '/{id}/export',
        `export${one}`,
        'The history whole, to be checked elsewhere',
        'Events with their hashes.',
      ),
      open: ['chair', 'secretariat'],
    },
    ...Object.entries(workflow.commands).map(([name, command]) => given(name, command, false)),
  ];
}

function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
