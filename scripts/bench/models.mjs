/** Kinds of cases that the bench fills a store with, each started by its own machine from a draw of numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Rehearsal } from '../../dist/src/engine/rehearsal.js';
import { newId } from '../../dist/src/kernel/ids.js';
import { enforcementNotice } from '../../dist/workflows/enforcement-notice/index.js';
import { mandate } from '../../dist/workflows/mandate/index.js';
import { reportingDuty } from '../../dist/workflows/reporting-duty/index.js';
import { reviewVisit } from '../../dist/workflows/review-visit/index.js';

const DAY_MS = 86_400_000;
const LADDERS = join(import.meta.dirname, '../../workflows/casework/ladders/kp.yaml');
const { ladders } = parse(readFileSync(LADDERS, 'utf8'));
const SYSTEM = { kind: 'system', id: 'bench', name: 'bench' };
const CHAIR = { kind: 'person', id: 'USA-1', name: 'Chair', party: 'USA' };

const isoAfter = (now, days) => new Date(Date.parse(now) + days * DAY_MS).toISOString();
const pick = (random, list) => list[Math.floor(random() * list.length)];
/** One in thirteen is late, the others are due over three years. */
const dueIn = (random) => (random() < 0.08 ? -Math.ceil(random() * 60) : Math.ceil(random() * 1000));

function addresseeOf(random, parties) {
  const draw = random();
  if (draw < 0.04) return ['participants'];
  if (draw < 0.1) return ['chair'];
  if (draw < 0.18) return ['CKR'];
  return [pick(random, parties)];
}

function mandateOf(index, random, { now, parties }) {
  const addressees = addresseeOf(random, parties);
  const visibility = random() < 0.05 ? 'concerned' : 'all';
  const givenAt = isoAfter(now, -(30 + random() * 200));
  const dated = random() >= 0.05;
  const payload = {
    meeting: 'KP/PLENARY/2012',
    clauseId: `${index}`,
    paragraph: 1,
    title: 'Annual report',
    task: `annual report number ${index}`,
    zone: 'UTC',
    givenAt,
    addressees,
    deadline: dated ? { kind: 'day', on: isoAfter(now, dueIn(random)).slice(0, 10) } : null,
    visibility,
  };
  const known = Object.fromEntries(addressees.map((code) => [code, 'party']));
  return { at: givenAt, payload, facts: { roles: ['system'], known } };
}

function reportOf(index, random, { now, parties }) {
  const party = pick(random, parties);
  const days = dueIn(random);
  const at = isoAfter(now, Math.min(-1, days - 90));
  const payload = {
    reference: `KP/TRADE-STATISTICS/${index}`,
    title: `trade statistics: ${party}`,
    source: 'bench',
    party,
    report: 'trade-statistics',
    what: 'trade statistics of a quarter',
    period: '2012-Q4',
    due: isoAfter(now, days).slice(0, 10),
    basis: 'bench',
    organ: 'WGS',
    cycle: 'KP/TRADE-STATISTICS',
  };
  return {
    at,
    payload,
    facts: { roles: ['system'], known: { [party]: 'participant', WGS: 'organ', PC: 'organ' } },
  };
}

function visitOf(index, random, { now, parties }) {
  const party = pick(random, parties);
  const payload = {
    reference: `KP/VISIT/${index}`,
    title: `Review visit: ${party}`,
    source: 'bench',
    party,
    kind: 'visit',
    basis: 'commitment',
    by: isoAfter(now, Math.abs(dueIn(random))).slice(0, 10),
  };
  return {
    at: isoAfter(now, -60),
    payload,
    facts: { roles: ['system'], known: { [party]: 'participant', WGM: 'organ' } },
  };
}

function certificateOf(index, random, { now, parties }) {
  const [reportedBy, issuer] = [pick(random, parties), pick(random, parties)];
  const payload = {
    reference: `KP/CERTIFICATE/${index}`,
    title: 'Certificate with a wrong seal',
    source: 'bench',
    reportedBy,
    certificate: { number: `XX-${index}`, issuer },
    text: 'The seal is not the one on file.',
  };
  const known = { [reportedBy]: 'participant', [issuer]: 'participant' };
  return { at: isoAfter(now, -random() * 8), payload, facts: { roles: ['system'], known, roll: parties } };
}

/** What the store holds, and how many cases of each are started by their machine; one in two hundred is of the rare kind. */
const KINDS = [
  { workflow: mandate, of: mandateOf, share: 0.55 },
  { workflow: reportingDuty, of: reportOf, share: 0.35 },
  { workflow: reviewVisit, of: visitOf, share: 0.095 },
  { workflow: enforcementNotice, of: certificateOf, share: 0.005 },
];
/** The kind of which there are few. */
export const RARE = enforcementNotice.name;
/** The kind of which there are most. */
export const COMMON = mandate.name;

/** One in ten of the cases that can be is postponed, by its own command. */
function postponed(rehearsal, { workflow }, random, now) {
  if (!workflow.commands.postpone || random() >= 0.1) return;
  const [duty] = rehearsal.view().context.duties ?? [];
  if (!duty) return;
  const payload = { duty: duty.id, until: isoAfter(now, 45).slice(0, 10), reason: 'bench' };
  const facts = { roles: ['chair'], known: {} };
  rehearsal.command({ type: 'postpone', commandId: newId(), actor: CHAIR, occurredAt: now, facts, payload });
}

/**
 * @param index of the case among those that are started
 * @param random a generator of numbers from 0 to 1
 * @param world `now` and the `parties` to address
 * @returns the workflow and the case as its own machine leaves it at the instant, pressed as far as its timers went by then
 */
export function startedCase(index, random, world) {
  let draw = random();
  const kind = KINDS.find(({ share }) => (draw -= share) < 0) ?? KINDS[0];
  const { at, payload, facts } = kind.of(index, random, world);
  const rehearsal = new Rehearsal(kind.workflow, {
    caseId: newId(),
    occurredAt: at,
    actor: SYSTEM,
    payload: kind.workflow.start.payload.parse(payload),
    facts: { ladders, ...facts },
  });
  rehearsal.timePassesTo(world.now);
  postponed(rehearsal, kind, random, world.now);
  return { workflow: kind.workflow, rehearsal };
}
