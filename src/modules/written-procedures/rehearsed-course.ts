/** A course of events that was only played: answers that might come, and what would have happened then. */
import { z } from 'zod';
import type { Rehearsal, RehearsedEvent } from '../../engine/index.js';
import { deadlineText } from '../../kernel/deadline-text.js';
import { type Instant, addMs, instantSchema } from '../../kernel/instant.js';
import type { JsonObject } from '../../kernel/json.js';
import { payloads, procedureContextSchema, tally } from '../../../workflows/written-procedure/index.js';

const DAY_MS = 86_400_000;

/** «If that member answers so on that day». */
export const whatIfSchema = z.strictObject({
  party: z.string().min(1),
  kind: payloads['record-position'].shape.kind,
  reason: z.string().optional(),
  statement: z.string().optional(),
  /** days after the launch, or an instant */
  afterDays: z.number().min(0).optional(),
  at: instantSchema.optional(),
});
export type WhatIf = z.output<typeof whatIfSchema>;
type DatedAnswer = WhatIf & { readonly instant: Instant };

/** One line of a rehearsed course. */
export interface RehearsedLine {
  readonly at: Instant;
  readonly utc: string;
  readonly event: string;
  readonly state: string;
  /** mails it sends, by template */
  readonly mails: Readonly<Record<string, number>>;
  readonly refusal: string | null;
}

/** The whole course: everything that would happen if nobody did anything beyond the what-ifs. */
export interface Course {
  readonly lines: readonly RehearsedLine[];
  readonly finding: string | null;
  readonly status: string;
  readonly needed: string;
  readonly electorate: number;
}

/**
 * @param whatIf answers, dated by an instant or by days
 * @param from what the days count from
 * @returns them with their instants, in order of time
 */
export function inOrder(whatIf: readonly WhatIf[], from: Instant): DatedAnswer[] {
  return whatIf
    .map((answer) => ({
      ...answer,
      instant: answer.at ?? addMs(from, Math.round((answer.afterDays ?? 0) * DAY_MS)),
    }))
    .sort((a, b) => (a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : 0));
}

/** Gives an answer in a play, by the head of the party's delegation, to the text put at that instant. */
export function giveAnswer(play: Rehearsal, given: DatedAnswer, chair: JsonObject | null): void {
  const { party: code, kind, reason, statement, instant } = given;
  play.timePassesTo(instant);
  const { frozen, textHash } = procedureContextSchema.parse(play.context);
  const observer = frozen?.observers.some((party) => party.code === code) ?? false;
  const party = [...(frozen?.electorate ?? []), ...(frozen?.observers ?? [])].find(
    (one) => one.code === code,
  );
  const contactId = party?.contacts[0]?.id ?? `${code}-1`;
  play.command({
    type: 'record-position',
    occurredAt: instant,
    commandId: `what-if-${code}-${instant}`,
    actor: { kind: 'person', id: contactId, name: party?.name ?? code, party: code },
    payload: {
      kind,
      contactId,
      channel: 'api',
      textHash,
      ...(reason ? { reason } : {}),
      ...(statement ? { statement } : {}),
    },
    facts: { roles: [observer ? 'observer' : 'participant'], chair },
  });
}

/** @returns what was played, and what it came to */
export function courseOf(play: Rehearsal): Course {
  const context = procedureContextSchema.parse(play.context);
  const { status, needed } = play.describe();
  return {
    lines: play.events.map(lineOf),
    finding: context.frozen ? tally(context).finding : null,
    status,
    needed,
    electorate: context.frozen?.electorate.length ?? 0,
  };
}

function lineOf(event: RehearsedEvent): RehearsedLine {
  const { utc } = deadlineText(event.at, { zone: 'UTC', locale: 'en' });
  return {
    at: event.at,
    utc,
    event: event.type,
    state: event.state,
    mails: mailsOf([event]),
    refusal: event.refusal?.message ?? null,
  };
}

/** @returns how many mails of each template the events send */
export function mailsOf(events: readonly RehearsedEvent[]): Record<string, number> {
  const mails: Record<string, number> = {};
  for (const { topic, payload } of events.flatMap(({ effects }) => effects)) {
    if (topic !== 'mail') continue;
    const template = String(payload['template']);
    mails[template] = (mails[template] ?? 0) + 1;
  }
  return mails;
}
