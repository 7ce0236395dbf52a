/** The Kimberley Process from its first day to the end of 2016: which histories make it up, and what must hold of it in the end. */
import { expect } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { type Instant, toInstant } from '../../src/kernel/instant.js';
import { type AnyPrecedent, ownPrecedents } from '../../src/modules/precedents/index.js';
import { countedRoll, rollAt } from '../../src/modules/registry/index.js';

export const FIRST_DAY = '2003-01-01T00:00:00.000Z';
export const END = '2017-01-01T00:00:00.000Z';

/** @returns the real histories that begin and end in these years, by their beginning */
export function historiesOfTheYears(): AnyPrecedent[] {
  return ownPrecedents()
    .filter(({ kind }) => kind !== 'made-up')
    .map((precedent) => ({ precedent, ...spanOf(precedent) }))
    .filter(({ from, to }) => from >= FIRST_DAY && to < END)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ precedent }) => precedent);
}

/** @returns instants of its first and last step */
function spanOf(precedent: AnyPrecedent): { from: string; to: string } {
  switch (precedent.kind) {
    case 'plenary':
      return { from: precedent.meeting.at, to: precedent.timeline.published };
    case 'casework':
      return spanOfSteps(precedent.steps.map(({ at }) => at));
    default:
      return spanOfSteps([precedent.draft.at, ...precedent.steps.map(({ at }) => at)]);
  }
}

function spanOfSteps(instants: readonly string[]): { from: string; to: string } {
  const sorted = instants.toSorted();
  return { from: sorted.at(0) ?? '', to: sorted.at(-1) ?? '' };
}

/** What must not be there once time has passed up to an instant for one organisation on one clock. */
const NEVER = {
  'a timer that is armed and due': `select workflow, timer.name from timer join case_file on case_file.id = case_id where status = 'armed' and due_at <= $1`,
  'a case that is set aside': `select workflow, trouble from case_file where health = 'stuck' and $1::timestamptz is not null`,
  'a command without an outcome': `select type, last_error from inbox where status in ('pending', 'parked') and $1::timestamptz is not null`,
  'an effect that was not carried out': `select topic, outcome from outbox_message where status in ('pending', 'parked') and $1::timestamptz is not null`,
  'a command taken before an earlier one': `
    select type, received_at from (select type, received_at, max(received_at) over (order by seq) as latest from inbox) one
    where received_at < latest and $1::timestamptz is not null`,
  'an effect asked for before an earlier one': `
    select topic, occurred_at from (select topic, occurred_at, max(occurred_at) over (order by id) as latest from outbox_message) one
    where occurred_at < latest and $1::timestamptz is not null`,
} as const;

/** Fails with every row of work that was left over, or that was done out of its time. */
export async function expectOneClock(dataSource: DataSource, until: string): Promise<void> {
  for (const [what, sql] of Object.entries(NEVER))
    expect([what, await dataSource.query(sql, [until])]).toEqual([what, []]);
}

/** @returns the first instant of each month of these years, in order */
export function monthsOfTheYears(): Instant[] {
  const first = Number(FIRST_DAY.slice(0, 4));
  const last = Number(END.slice(0, 4));
  return Array.from({ length: (last - first) * 12 }, (_, month) => toInstant(Date.UTC(first, month)));
}

/** @returns every Participant with its trade status and the nations it stands for, and every Observer, at an instant */
export async function membersAt(tx: EntityManager, at: Instant): Promise<string[]> {
  const { entries } = await countedRoll(tx, at, null);
  const observers = await rollAt(tx, at, 'observer');
  return [
    ...entries.map(({ code, tradeStatus, nations }) => `${code} ${tradeStatus} ${nations}`),
    ...observers.map(({ code, category }) => `${code} observer ${category ?? ''}`),
  ].sort();
}
