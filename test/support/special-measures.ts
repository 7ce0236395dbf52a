/** A special measure in force, for tests of its life. */
import type { JsonObject } from '../../src/kernel/json.js';
import { measureContextSchema, provisionsAt } from '../../workflows/measures/index.js';
import { specialMeasure } from '../../workflows/special-measure/index.js';
import { type Drive, type Persona, given } from './drive.js';
import { KP_LADDERS } from './ladders.js';

/** @returns somebody of a party, in some roles */
export const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
/** The Chair of 2012. */
export const chair = person('USA-1', 'USA', 'chair');
/** A delegate of the Participant concerned. */
export const zimbabwe = person('ZWE-1', 'ZWE', 'participant');
/** A delegate of another Participant. */
export const canada = person('CAN-1', 'CAN', 'participant');
/** The Plenary’s clauses, without a person. */
export const plenary: Persona = {
  actor: { kind: 'system', id: 'system', name: 'Plenum' },
  roles: ['system'],
};
const PARTIES = ['ZWE', 'CAN', 'USA', 'EU', 'ISR', 'COD', 'CAF'];
/** What the records say on every command. */
export const STANDING = {
  ladders: KP_LADDERS,
  known: {
    ...Object.fromEntries(PARTIES.map((code) => [code, 'participant'])),
    ...{ WGM: 'organ', PC: 'organ', chair: 'office', WDC: 'observer', XXX: 'unknown' },
  },
};
/** @returns a decision of the Plenary, taken at an instant */
export const decision = (at: string, more: JsonObject = {}): JsonObject => ({
  by: 'plenary',
  reference: `decision of ${at.slice(0, 10)}`,
  at,
  concernedCounts: true,
  ...more,
});
/** A term that touches trade in two zones. */
export const EXPORTS: JsonObject = {
  id: 'exports',
  measure: 'supervised-exports',
  text: 'Exports are watched.',
  zones: ['Marange', 'Chiadzwa'],
  trade: 'partly',
  source: 'made up',
};
/** A term that leaves trade alone. */
export const PLAN: JsonObject = {
  id: 'plan',
  measure: 'joint-work-plan',
  text: 'A work plan with a monitor.',
  trade: 'none',
  source: 'made up',
};
/** Opening of a special measure on Zimbabwe, decided on 3 and in force from 5 November 2011; made up but for the days. */
export const IMPOSED: JsonObject = {
  reference: 'KP/SM/2011/1',
  title: 'Marange',
  source: 'made up',
  party: 'ZWE',
  tradeBefore: 'eligible',
  instrument: 'Kinshasa AD',
  decision: decision('2011-11-03T17:00:00Z', { effectiveAt: '2011-11-05T00:00:00Z' }),
  terms: [EXPORTS, PLAN],
};
/** @returns it as it is recorded */
export const imposed = (more: JsonObject = {}, at = '2011-11-03T18:00:00Z'): Drive =>
  given(specialMeasure).start({ payload: { ...IMPOSED, ...more }, by: chair }, at, STANDING);
/** @returns it on its second day in force */
export const inForce = (more: JsonObject = {}): Drive => imposed(more).timePasses('2011-11-06T00:00:00Z');
/** @returns what it remembers */
export const memory = (drive: Drive) => measureContextSchema.parse(drive.context);
/** @returns ids of the terms that hold */
export const terms = (drive: Drive) => provisionsAt(memory(drive))?.terms.map(({ id }) => id);
/** @returns where the procedure stands */
export const progress = (drive: Drive) =>
  drive.state
    .split(' + ')
    .find((region) => region.startsWith('progress.'))
    ?.slice('progress.'.length);
/** @returns every act on the trade status: status, since when, and when it was asked for */
export const acts = (drive: Drive) =>
  drive.effects
    .filter(({ topic }) => topic === 'registry-act')
    .map(({ payload, at }) => [payload['status'], payload['at'], at]);
/** @returns what is due: `report-x-1 2012-02-05` */
export const open = (drive: Drive) =>
  specialMeasure
    .waiting?.({ state: {}, context: drive.context, timers: [] })
    .map(({ key, due }) => `${key} ${due?.slice(0, 10) ?? '-'}`);
/** A reason. */
export const reason = 'as reported';
/** @returns what a command carries that rests on a decision */
export const ruled = (at: string, more: JsonObject = {}): JsonObject => ({
  decision: decision(at, more),
  reason,
});
