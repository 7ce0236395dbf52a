/**
 * A history of one or several cases, of any workflows, as a file. It is played through the engine as imported cases, at the instants
 * at which things happened; what must be true at each date stands between the steps (docs/howto/add-a-precedent.md).
 */
import { z } from 'zod';
import { type Instant, instantSchema } from '../../../kernel/instant.js';
import { contactSchema, partySchema, tradeStatusSchema } from '../../registry/index.js';
import { source } from '../precedent-source.js';
import { caseExpectationSchema, registryExpectationSchema } from './casework-expectation.js';

/** What the file calls a case. */
const caseName = z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens, such as kinshasa');
/** Id of a contact of the registry, such as ZAF-1, or `system`. */
const by = z.string().min(2);
const payload = z.record(z.string(), z.json()).default({});
/** Code of the refusal that must be met; left out: it must be accepted. */
const refused = z.string().optional();

const stepSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('open'),
    at: instantSchema,
    case: caseName,
    workflow: z.string(),
    by,
    payload,
    refused,
    source,
  }),
  z.strictObject({
    do: z.literal('command'),
    at: instantSchema,
    case: caseName,
    by,
    command: z.string(),
    payload,
    refused,
    source,
  }),
  /** Names a case that another case of the file has opened: the newest of that workflow with this in its memory, by dotted path. */
  z.strictObject({
    do: z.literal('expect-case'),
    at: instantSchema,
    case: caseName,
    workflow: z.string(),
    where: z
      .record(z.string().min(1), z.json())
      .refine(
        (where) => Object.keys(where).length > 0,
        'say by what it is known, such as { reference: KP/1 }',
      ),
    source,
  }),
  z.strictObject({
    do: z.literal('check'),
    at: instantSchema,
    case: caseName,
    expect: caseExpectationSchema,
    source,
  }),
  z.strictObject({
    do: z.literal('check-registry'),
    at: instantSchema,
    expect: registryExpectationSchema,
    source,
  }),
]);
export type CaseworkStep = z.output<typeof stepSchema>;

/** Facts that the registry must know and the start data do not: entered before the first step, left alone where they are known. */
const registryFactsSchema = z.strictObject({
  parties: z.array(partySchema).default([]),
  contacts: z.array(contactSchema).default([]),
  tradeStatuses: z.array(tradeStatusSchema).default([]),
});
export type RegistryFacts = z.output<typeof registryFactsSchema>;

export const caseworkPrecedentSchema = z
  .strictObject({
    kind: z.literal('casework'),
    name: z.string().regex(/^[a-z0-9-]+$/),
    title: z.string().min(1),
    about: z.string().min(1),
    sources: z.array(z.string()).min(1),
    registry: registryFactsSchema.default({ parties: [], contacts: [], tradeStatuses: [] }),
    steps: z.array(stepSchema).min(1),
    outcome: z.strictObject({
      cases: z.record(caseName, caseExpectationSchema),
      registry: registryExpectationSchema.optional(),
    }),
  })
  .superRefine(({ steps, outcome }, issues) => {
    const fault = (path: (string | number)[], message: string): void =>
      issues.addIssue({ code: 'custom', path, message });
    const named = new Set<string>();
    steps.forEach((step, index) => {
      const before = steps[index - 1];
      if (before) {
        const problem = orderFault(before, step);
        if (problem) fault(['steps', index, 'at'], problem);
      }
      if (step.do === 'check-registry') return;
      const names = step.do === 'open' || step.do === 'expect-case';
      if (names && named.has(step.case))
        fault(['steps', index, 'case'], `«${step.case}» is a case already: give each case a name of its own`);
      if (!names && !named.has(step.case))
        fault(['steps', index, 'case'], `no step above opens or expects «${step.case}»: open it first`);
      if (names && !(step.do === 'open' && step.refused)) named.add(step.case);
    });
    for (const name of Object.keys(outcome.cases))
      if (!named.has(name)) fault(['outcome', 'cases', name], `no step opens or expects «${name}»`);
  });
export type CaseworkPrecedent = z.output<typeof caseworkPrecedentSchema>;

function orderFault(before: CaseworkStep, step: CaseworkStep): string | null {
  if (step.at < before.at)
    return `comes before the step above it (${before.at}): steps stand in order of time`;
  const looks = (one: CaseworkStep): boolean => one.do === 'check' || one.do === 'check-registry';
  return step.at === before.at && looks(before) && !looks(step)
    ? `is the instant of the check above it: a check sees all of its instant, so put it after this step, or check a second earlier`
    : null;
}

/** @returns the instant of the last step */
export function lastInstant({ steps }: CaseworkPrecedent): Instant {
  return steps.map(({ at }) => at).reduce((last, at) => (at > last ? at : last));
}
