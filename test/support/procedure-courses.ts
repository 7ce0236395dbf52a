/** Courses of a written procedure that between them ask for every mail there is. */
import { type Asked, asked } from './procedure-mails.js';
import type { Drive } from './drive.js';
import { aProcedure, answers, chair, delegate, secretary, support } from './written-procedure.js';

const REVISED = [{ language: 'en', body: 'The body admits, from next year.' }];
const contest = { party: 'M3', ground: 'procedure', statement: 'wrong procedure' };
const newcomer = {
  id: 'M2-new',
  name: 'New head',
  email: 'new@m2.example',
  languages: ['en'],
  zone: 'UTC',
  rank: 1,
};
/** A procedure of three members, launched. */
export const small = (): Drive => aProcedure({ members: 3 });
const blocked = (): Drive => answers(small(), 'M2', 'objection').timePasses('2026-07-23T00:00:00Z');
const adoptable = (): Drive => support(small(), 2).timePasses('2026-07-23T00:00:00Z');
const adopted = (): Drive =>
  adoptable().then(
    'declare',
    { outcome: 'adopted', statement: 'It is adopted.', effectiveAt: '2026-08-01T00:00:00Z' },
    chair,
  );

const COURSES: Readonly<Record<string, () => Drive>> = {
  'reminders, extension, lapse': () =>
    small().then('extend', { reason: 'holidays' }, chair).timePasses('2026-09-01T00:00:00Z'),
  'objection, consultations, revised text': () =>
    blocked().then('revise', { texts: REVISED, reason: 'to meet M2' }, chair, {
      facts: { textHash: 'b'.repeat(64) },
    }),
  'adoption, contest, ruling': () =>
    adopted()
      .then('contest', contest, delegate('M3'), { id: 'c1' })
      .then('rule-on-contest', { contestId: 'c1', upheld: true, reason: 'form' }, chair),
  'overdue outcome, late reply': () =>
    answers(adoptable().timePasses('2026-08-20T00:00:00Z'), 'M3', 'objection'),
  withdrawal: () => small().then('withdraw', { reason: 'overtaken' }, chair),
  'referral after a new contact': () =>
    small()
      .then('replace-contact', { party: 'M2', contactId: 'M2-head', contact: newcomer }, secretary)
      .then('refer', { to: 'the Plenary', reason: 'doubts' }, chair),
};

/** @returns every mail that any of the courses asks for */
export function everyProcedureMail(): readonly Asked[] {
  return Object.values(COURSES).flatMap((course) => asked(course()));
}
