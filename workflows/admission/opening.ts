/** How an admission is opened: the notification of an applicant, with what of its file came with it. */
import { z } from 'zod';
import { instantSchema } from '../../src/kernel/instant.js';
import { codeSchema, commandsFor, lineSchema, openingShape } from '../casework/index.js';
import {
  ADMISSION_RULES,
  ADMITTED_AS,
  type AdmissionContext,
  OBSERVER_CATEGORIES,
  admissionRulesSchema,
  fileEntrySchema,
  seatSchema,
} from './admission.context.js';
import { refusalOfOpening } from './admission.refusals.js';

const openingSchema = z.strictObject({
  ...openingShape,
  applicant: codeSchema,
  /** left out: the one the registry knows it by */
  name: lineSchema.nullable().default(null),
  as: z.enum(ADMITTED_AS).default('participant'),
  category: z.enum(OBSERVER_CATEGORIES).nullable().default(null),
  /** left out: diplomatic channels for a Participant, a letter for an Observer */
  through: z.enum(['diplomatic-channels', 'letter']).nullable().default(null),
  /** when the Chair had it; left out: now */
  receivedAt: instantSchema.nullable().default(null),
  file: z.array(fileEntrySchema).max(50).default([]),
  /** a seat that is asked for with it */
  seat: seatSchema.nullable().default(null),
  rules: admissionRulesSchema.default(ADMISSION_RULES),
});
export type Opening = z.output<typeof openingSchema>;

/** The command that opens an admission. */
export const notifyOf = commandsFor<AdmissionContext>()(openingSchema, {
  title: 'enter an application that the Chair received',
  by: ['chair', 'secretariat', 'system'],
  article: 'KP Core Document VI.8-10, V(a)',
  recordedAs: 'notified',
  refusal: ({ event, payload }) => refusalOfOpening(event, payload),
});
