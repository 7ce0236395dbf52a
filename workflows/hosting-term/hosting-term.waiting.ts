/** What a hosting term waits for: its evaluation, and a decision for the time after it. */
import type { Instant } from '../../src/kernel/instant.js';
import { waitsFor } from '../../src/kernel/waiting.js';
import type { CaseView, WaitingFor } from '../../src/kernel/workflow.js';
import { pressed } from '../mandate/index.js';
import { type HostingContext, hostingContextSchema } from './hosting-term.context.js';
import { stateOf } from './hosting-term.describe.js';

/** @returns what the term waits for now; nothing before it begins and once it is decided @throws ZodError for another workflow's memory */
export function waiting(view: CaseView): WaitingFor[] {
  const context = hostingContextSchema.parse(view.context);
  const state = stateOf(view.state);
  if (state === 'expired-undecided') return [decision(context)];
  if (state !== 'running') return [];
  return [...(context.evaluations.length === 0 ? [evaluation(context)] : []), decision(context)];
}

function evaluation({ what, evaluation: { term }, givenAt }: HostingContext): WaitingFor {
  return waitsFor({
    key: 'evaluation',
    what: `evaluation: ${what}`,
    on: ['chair', 'secretariat'],
    since: givenAt,
    due: term.dueAt?.at ?? null,
  });
}

/** It belongs to a stretch: after a renewal another decision is waited for. */
function decision(context: HostingContext): WaitingFor {
  const { what, stretch } = context;
  return waitsFor({
    key: `decision/${stretch.endsAt.at}`,
    what: `decision on who hosts after ${stretch.host}: ${what}`,
    on: ['chair'],
    since: stretch.startsAt.at,
    due: stretch.endsAt.at,
    rung: pressed({ ...context, due: stretch.endsAt, from: standsSince(context) }),
  });
}

/** A stretch that was prolonged has its end since that was decided. */
function standsSince({ stretch: { startsAt }, decisions }: HostingContext): Instant {
  const decidedAt = decisions.at(-1)?.at ?? startsAt.at;
  return decidedAt > startsAt.at ? decidedAt : startsAt.at;
}
