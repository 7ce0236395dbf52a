/** Real Plenaries in tests: the precedent as shipped, and the meeting held again on the statechart. */
import type { JsonObject } from '../../src/kernel/json.js';
import { type PlenaryPrecedent, ownPrecedents } from '../../src/modules/precedents/index.js';
import { plenaryMeeting } from '../../workflows/plenary-meeting/index.js';
import { type Drive, type Persona, given } from './drive.js';

const chair: Persona = { actor: { kind: 'person', id: 'chair', name: 'The Chair' }, roles: ['chair'] };

/** @returns the Plenary of that name, checked @throws Error when there is none */
export function plenaryPrecedent(name: string): PlenaryPrecedent {
  const found = ownPrecedents().find((one) => one.name === name);
  if (found?.kind !== 'plenary') throw new Error(`no Plenary is called ${name}`);
  return found;
}

/** Holds the meeting again at the instants of its file, until its clauses are recorded. @throws Error when a step is refused */
export function inSession(precedent: PlenaryPrecedent): Drive {
  const { meeting, timeline, items, clauses } = precedent;
  const payload = meeting.payload as unknown as JsonObject; // all that comes out of a YAML file is JSON
  const drive = given(plenaryMeeting).start({ payload, by: chair }, meeting.at);
  const brought = items.map(({ id, title, source, recommendation }) => ({
    id,
    title,
    source,
    recommendation,
  }));
  const refused = items
    .filter((item) => item.agenda === 'refused')
    .map((item) => ({ item: item.id, reason: 'no consensus on the item' }));
  drive.timePasses(timeline.brought).then('add-items', { items: brought }, chair);
  drive.timePasses(timeline.agendaAdopted).then('adopt-agenda', { refused }, chair);
  drive.timePasses(timeline.found);
  for (const { id, outcome } of items)
    if (outcome !== null) drive.then('find', { item: id, result: outcome }, chair);
  return drive.then('record-clauses', { clauses: clauses as unknown as JsonObject[] }, chair); // parsed clauses are JSON
}

/** Holds it to its end: closed, its communiqué adopted and published. @throws Error when a step is refused */
export function held(precedent: PlenaryPrecedent): Drive {
  const { closed, adopted, published } = precedent.timeline;
  return inSession(precedent)
    .timePasses(closed)
    .then('close', {}, chair)
    .timePasses(adopted)
    .then('adopt-communique', {}, chair)
    .timePasses(published)
    .then('publish', {}, chair);
}
