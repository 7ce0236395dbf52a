/** Visits and missions under way, for specs of the workflow `review-visit`. */
import type { JsonObject } from '../../src/kernel/json.js';
import { REVIEW_RULES, reviewVisit, reviewVisitContextSchema } from '../../workflows/review-visit/index.js';
import { type Drive, type Persona, given } from './drive.js';
import { KP_LADDERS } from './ladders.js';

/** Somebody with roles. */
export const person = (id: string, party: string, ...roles: string[]): Persona => ({
  actor: { kind: 'person', id, name: id, party },
  roles,
});
/** The Chair of 2010. */
export const chair = person('ISR-1', 'ISR', 'chair');
/** A delegate of the one visited. */
export const zimbabwe = person('ZWE-1', 'ZWE', 'participant');
/** A delegate of the leader. */
export const liberia = person('LBR-1', 'LBR', 'participant');
/** What the records say of somebody who speaks for a code. */
export const ofParty = (code: string) => ({ facts: { speaksFor: [code] } });
const participants = ['ZWE', 'LBR', 'AUS', 'GHA', 'IND', 'NAM', 'ZAF', 'USA', 'GIN'];
/** What the records say on every command. */
export const STANDING: JsonObject = {
  ladders: KP_LADDERS,
  known: {
    ...Object.fromEntries(participants.map((code) => [code, 'participant'])),
    WDC: 'observer',
    CSC: 'observer',
    XXX: 'unknown',
    WGM: 'organ',
  },
};
/** The decision that a mission cites. */
export const DECISION = {
  by: 'elsewhere',
  reference: 'Agreement of St Petersburg',
  at: '2010-07-15T00:00:00Z',
};
/** Opening of a mission. */
export const MISSION: JsonObject = {
  reference: 'KP/MISSION/ZWE/2010',
  title: 'Review mission to Zimbabwe',
  source: 'made up',
  party: 'ZWE',
  kind: 'mission',
  basis: 'credible-indications',
  indications: [{ text: 'Stones leave without control.', source: 'made up' }],
  decision: DECISION,
};
/** Opening of a visit that was promised. */
export const VISIT: JsonObject = {
  reference: 'KP/VISIT/GIN/2013',
  title: 'Review visit to Guinea',
  source: 'made up',
  party: 'GIN',
  kind: 'visit',
  basis: 'commitment',
  by: '2013-12-31',
};
/** A member of a team. */
export const member = (code: string, as = 'member') => ({ code, as });
/** The team of August 2010. */
export const TEAM = [
  member('LBR', 'leader'),
  ...['AUS', 'GHA', 'IND', 'NAM', 'ZAF', 'USA', 'WDC', 'CSC', 'CSC'].map((code) => member(code)),
];
/** How the one visited agreed. */
export const AGREED = { agreed: 'letter of 3 August' };

/** A case just opened. */
export const opened = (payload: JsonObject, at = '2010-07-20T10:00:00Z'): Drive =>
  given(reviewVisit).start({ payload, by: chair }, at, STANDING);
/** A mission whose consent was asked for. */
export const asked = (): Drive =>
  opened(MISSION).then('ask-consent', { text: 'Ten people, one week.' }, chair);
/** A mission that was consented to. */
export const consented = (): Drive => asked().then('consent', { text: 'Agreed.' }, zimbabwe, ofParty('ZWE'));
/** A mission with team, terms and dates. */
export const arranged = (rules: JsonObject = {}, more: JsonObject = {}): Drive =>
  opened({ ...MISSION, ...more, rules: { ...REVIEW_RULES, ...rules } })
    .then('ask-consent', { text: 'Ten people, one week.' }, chair)
    .then('consent', { text: 'Agreed.' }, zimbabwe, ofParty('ZWE'))
    .then('compose-team', { members: TEAM, ...AGREED }, chair)
    .then(
      'set-terms',
      { text: 'All mines.', dates: { from: '2010-08-09', to: '2010-08-14' }, ...AGREED },
      chair,
    );
/** A mission that ended. */
export const ended = (rules: JsonObject = {}, on = '2010-08-14', opening: JsonObject = {}): Drive =>
  arranged(rules, opening)
    .then('begin', { on: '2010-08-09' }, liberia, { at: '2010-08-09T08:00:00Z', ...ofParty('LBR') })
    .then('end-visit', { on }, liberia, { at: `${on}T18:00:00Z`, ...ofParty('LBR') });
const RECOMMENDATIONS = [
  { text: 'Fence the fields.', to: 'ZWE', due: { kind: 'day', on: '2011-03-31' } },
  { text: 'Register the diggers.', to: 'ZWE' },
];
/** A mission whose report is there. */
export const reported = (
  at = '2010-09-01T10:00:00Z',
  more: JsonObject = {},
  opening: JsonObject = {},
): Drive =>
  ended({}, undefined, opening).then(
    'submit-report',
    { summary: 'What was seen.', recommendations: RECOMMENDATIONS, ...more },
    liberia,
    {
      at,
      ...ofParty('LBR'),
    },
  );
/** A mission whose report is posted. */
export const posted = (opening: JsonObject = {}): Drive =>
  reported(undefined, {}, opening)
    .then('comment', { text: 'Noted.' }, zimbabwe, { at: '2010-09-10T10:00:00Z', ...ofParty('ZWE') })
    .then('post', {}, chair, { at: '2010-09-12T10:00:00Z' });
/** The memory, typed. */
export const memory = (drive: Drive) => reviewVisitContextSchema.parse(drive.context);
/** What it waits for: `what: of whom day`. */
export const waiting = (drive: Drive) =>
  reviewVisit
    .waiting?.({ state: drive.state, context: drive.context, timers: [] })
    .map(({ key, on, due }) => `${key}: ${on.join()}${due === null ? '' : ` ${due.slice(0, 10)}`}`);
/** Innermost state of the procedure. */
export const at = ({ state }: Drive) =>
  state.replace('duties.closed + ', '').replace(/progress\.([\w-]+).*/, '$1');
