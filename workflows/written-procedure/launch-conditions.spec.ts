/** What a launch needs beside rule and window: a word on the unreached, a reason for departing, a second person, the confirmed text. */
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../src/kernel/json.js';
import { instantSchema } from '../../src/kernel/instant.js';
import {
  HASH,
  REVISED_HASH,
  aDraft,
  chair,
  launchFacts,
  memory,
  rulesOf,
  secretary,
} from '../../test/support/written-procedure.js';
import { confirmedDraft, departuresOf } from './launch-conditions.refusals.js';
import { ruleSetSchema } from './rule-set.js';

const CONDITIONS = {
  unreached: 'asks-reason',
  departure: 'free',
  countersign: false,
  reminderDays: { least: 1, most: 3, earliest: 20 },
  source: 'assumed: for a test',
};
const facts = (launch: object = {}, more: JsonObject = {}): JsonObject => ({
  ...launchFacts({ rules: { launch: { ...CONDITIONS, ...launch } } }),
  ...more,
});
const unreachedFacts = (launch: object = {}): JsonObject => {
  const given = facts(launch);
  const [first, ...rest] = given['electorate'] as JsonObject[];
  return { ...given, electorate: [{ ...first, contacts: [] }, ...rest] };
};
const refused = (payload: JsonObject, given: JsonObject) =>
  aDraft().refusal('launch', { ruleSet: 'kp', ...payload }, chair, { facts: given });
const launchedWith = (payload: JsonObject, given: JsonObject) =>
  memory(aDraft().then('launch', { ruleSet: 'kp', ...payload }, chair, { facts: given }));

describe('a member that no mail reaches', () => {
  it('is launched over with a reason, which is kept', () => {
    expect(refused({}, unreachedFacts())).toMatchObject({
      code: 'launch.unreached-without-reason',
      field: 'unreachedReason',
      message: expect.stringContaining('No mail reaches Member M1.'),
    });
    const { frozen } = launchedWith({ unreachedReason: 'Told by telephone.' }, unreachedFacts());
    expect(frozen?.unreachedReason).toBe('Told by telephone.');
  });

  it('is in the way where the rules say so, and is not where they say nothing', () => {
    const blocked = unreachedFacts({ unreached: 'blocked' });
    expect(refused({ unreachedReason: 'Told by telephone.' }, blocked).code).toBe('launch.unreached');
    const { frozen } = launchedWith({}, unreachedFacts({ unreached: 'allowed' }));
    expect(frozen).not.toHaveProperty('unreachedReason');
  });
});

describe('the days of reminders', () => {
  const days = (reminderDays: number[]) => refused({ reminderDays }, facts());

  it('are chosen within the limits of the rules, for every round', () => {
    const context = launchedWith({ reminderDays: [2, 9, 2] }, facts());
    expect(context.frozen?.rules.reminders.daysBefore).toEqual([9, 2]);
    expect(context.reminders.map(({ label }) => label)).toEqual(['9-days', '2-days', 'last-morning']);
  });

  it.each([[[21]], [[1, 2, 3, 4]], [[]]])('%j is out of bounds', (chosen) => {
    expect(days(chosen)).toMatchObject({ code: 'launch.reminders-out-of-bounds', field: 'reminderDays' });
  });

  it('are fixed where the rules give no choice', () => {
    expect(refused({ reminderDays: [3] }, facts({ reminderDays: null })).code).toBe('launch.reminders-fixed');
  });
});

describe('a departure from the rules', () => {
  const rules = ruleSetSchema.parse(rulesOf('kp'));
  const opensAt = instantSchema.parse('2026-07-01T12:00:00Z');

  it('is another end of the window, or other reminders; the same by other words is none', () => {
    expect(departuresOf(rules, opensAt, {})).toEqual([]);
    expect(departuresOf(rules, opensAt, { period: { value: 3, unit: 'weeks' } })).toEqual([]);
    expect(departuresOf(rules, opensAt, { reminderDays: [1, 3, 7, 14] })).toEqual([]);
    expect(
      departuresOf(rules, opensAt, { period: { value: 10, unit: 'calendar-days' }, reminderDays: [2] }),
    ).toEqual(['window', 'reminders']);
  });

  it('needs a reason where the rules ask for one, which is kept', () => {
    const shorter = { period: { value: 10, unit: 'calendar-days' } };
    const asked = facts({ departure: 'asks-reason' });
    expect(refused(shorter, asked)).toMatchObject({
      code: 'launch.departure-without-reason',
      field: 'departure',
    });
    expect(launchedWith({}, asked).frozen).not.toHaveProperty('departure');
    expect(launchedWith({ ...shorter, departure: 'A holiday.' }, asked).frozen?.departure).toBe('A holiday.');
  });
});

describe('a second person', () => {
  const needed = (countersignedBy?: object): JsonObject =>
    facts({ countersign: true }, countersignedBy ? { countersignedBy: { ...countersignedBy } } : {});

  it('countersigns where the rules ask for it, and both are kept', () => {
    expect(refused({}, needed()).code).toBe('launch.not-countersigned');
    expect(refused({}, needed(chair.actor)).code).toBe('launch.not-countersigned');
    expect(launchedWith({}, needed(secretary.actor)).frozen).toMatchObject({
      launchedBy: { id: chair.actor.id },
      countersignedBy: { id: secretary.actor.id },
    });
    expect(launchedWith({}, facts()).frozen).not.toHaveProperty('launchedBy');
  });
});

describe('the draft that was confirmed', () => {
  it('is launched, and no other', () => {
    const confirmed = JSON.parse(JSON.stringify(confirmedDraft(memory(aDraft())))) as JsonObject;
    expect(confirmed['textHash']).toBe(HASH);
    expect(launchedWith({ confirmed }, facts()).frozen).not.toBeNull();
    for (const other of [{ title: 'Another' }, { textHash: REVISED_HASH }, { memberConcerned: 'M2' }])
      expect(refused({ confirmed: { ...confirmed, ...other } }, facts()).code).toBe('launch.changed');
  });
});
