/**
 * A Plenary as a precedent: its agenda, what was found on each item, and every clause of its communiqué as a recorded fact. It is
 * held again in the engine; register, roll, seats, instruments and mandates must then follow from the facts alone.
 */
import { z } from 'zod';
import { instantSchema } from '../../kernel/instant.js';
import { clauseSchema, payloads } from '../../../workflows/plenary-meeting/index.js';
import { source } from './precedent-source.js';

const code = z.string().min(2).max(12);

/** One item of the agenda, with what its meeting made of it. */
const agendaItemSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  source: z.string().nullable(),
  recommendation: z.string().nullable(),
  /** refused at the adoption of the agenda; left out: admitted */
  agenda: z.literal('refused').optional(),
  /** null for an item that was refused */
  outcome: z.enum(['consensus', 'no-consensus', 'noted', 'deferred']).nullable(),
  note: z.string().optional(),
});

/** When each step is played, in order. What no source tells is assumed, and `source` says so. */
const timelineSchema = z.strictObject({
  brought: instantSchema,
  agendaAdopted: instantSchema,
  /** findings, then clauses */
  found: instantSchema,
  closed: instantSchema,
  adopted: instantSchema,
  published: instantSchema,
  source,
});

/** What must follow. Only what is named is compared. */
const plenaryOutcomeSchema = z.strictObject({
  /** of the meeting, such as `published` */
  status: z.string().optional(),
  /** whether it ran past its planned end */
  overran: z.boolean().optional(),
  /** items refused at the adoption of the agenda */
  refused: z.array(z.string()).optional(),
  /** how many paragraphs the communiqué has, numbered from 1 without a gap */
  paragraphs: z.int().optional(),
  /** how many clauses of each class of verb are in the register */
  register: z.record(z.string(), z.int()).optional(),
  /** the roll right after the close */
  roll: z.strictObject({ participants: z.int(), nations: z.int() }).optional(),
  /** who sits where right after the close; others may sit there too */
  seats: z
    .array(z.strictObject({ organ: code, capacity: z.string(), parties: z.array(code).min(1) }))
    .optional(),
  /** titles of instruments in force once the communiqué is published; others may be too */
  inForce: z.array(z.string()).optional(),
  /** titles of instruments no longer in force then */
  notInForce: z.array(z.string()).optional(),
  /** ids of the clauses that became mandates, in order */
  mandates: z.array(z.string()).optional(),
  /** ids of the clauses that became hosting terms */
  hostings: z.array(z.string()).optional(),
  /** references of other cases that the clauses opened; a workflow may have others too */
  cases: z.array(z.strictObject({ workflow: z.string(), references: z.array(z.string()).min(1) })).optional(),
  /** why the records refused to carry out a clause; always compared, and empty unless the file says otherwise */
  refusedByRecords: z.array(z.string()).optional(),
});
export type PlenaryOutcome = z.output<typeof plenaryOutcomeSchema>;

export const plenaryPrecedentSchema = z
  .strictObject({
    kind: z.literal('plenary'),
    name: z.string().regex(/^[a-z0-9-]+$/),
    title: z.string().min(1),
    about: z.string().min(1),
    sources: z.array(z.string()).min(1),
    meeting: z.strictObject({ at: instantSchema, by: z.string(), source, payload: payloads.convene }),
    timeline: timelineSchema,
    attendance: payloads['register-attendance'].shape.attendees.optional(),
    items: z.array(agendaItemSchema).min(1),
    clauses: z.array(clauseSchema).min(1),
    outcome: plenaryOutcomeSchema,
  })
  .superRefine(({ meeting, timeline }, issues) => {
    const { source: _source, ...steps } = timeline;
    let before: string = meeting.at;
    for (const [step, at] of Object.entries(steps)) {
      if (at < before)
        issues.addIssue({
          code: 'custom',
          path: ['timeline', step],
          message: `comes before the step above it (${before}): steps stand in order of time`,
        });
      before = at;
    }
  });
export type PlenaryPrecedent = z.output<typeof plenaryPrecedentSchema>;
