import { z } from 'zod';
import type { WorkflowDefinition } from '../../../kernel/workflow.js';
import { ANNOUNCED, type Endpoint, type LoggedMessage } from '../../../modules/webhooks/index.js';

/** What may be done with an endpoint. `rotate` keeps the earlier secret for a day, `replace` does not, because it leaked. */
export const DEEDS = ['rotate', 'replace', 'disable', 'enable', 'end', 'test', 'redeliver'] as const;
export type Deed = (typeof DEEDS)[number];

const text = z.string().max(2100).catch('');
const enteredSchema = z.object({
  name: text.default(''),
  url: text.default(''),
  types: z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]),
  workflow: text.default(''),
  nonce: text.default(''),
});

/** The form of an endpoint as it came in, whatever is wrong with it. */
export type EnteredEndpoint = z.output<typeof enteredSchema>;

/** The form untouched: whoever registers wants to hear of everything. */
export const EMPTY_ENDPOINT: EnteredEndpoint = {
  name: '',
  url: '',
  types: [...ANNOUNCED],
  workflow: '',
  nonce: '',
};

/** @returns the form as it came in; what is no text at all is empty */
export function enteredEndpoint(body: unknown): EnteredEndpoint {
  return enteredSchema.parse(body ?? {});
}

const TAGS = {
  enabled: 'govuk-tag--green',
  disabled: 'govuk-tag--yellow',
  ended: 'govuk-tag--grey',
} as const;
const MESSAGE_TAGS = {
  waiting: 'govuk-tag--yellow',
  delivered: 'govuk-tag--green',
  failed: 'govuk-tag--red',
  dropped: 'govuk-tag--grey',
} as const;

/** @returns an endpoint as a line: of its address the host alone, since the rest may hold a key */
export function endpointLine(endpoint: Endpoint) {
  return { ...endpoint, host: new URL(endpoint.url).host, tag: TAGS[endpoint.status] };
}

/** @returns a message of the log as it is shown */
export function messageLine(message: LoggedMessage) {
  return { ...message, tag: MESSAGE_TAGS[message.status], pretty: pretty(message.body) };
}

/** @returns the procedures to choose from, each once, by title */
export function workflowChoices(definitions: readonly Pick<WorkflowDefinition, 'name' | 'title'>[]) {
  const byName = new Map(definitions.map(({ name, title }) => [name, title]));
  return [...byName]
    .map(([name, title]) => ({ name, title }))
    .sort((one, other) => one.title.localeCompare(other.title));
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // shown as it was sent
  }
}
