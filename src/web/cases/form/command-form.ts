/** The form of a command: made of its schema, filled with a payload, and read back into one. */
import type { z } from 'zod';
import type { JsonObject } from '../../../kernel/json.js';
import { faultsOf } from './faults.js';
import type { GroupField } from './field.js';
import { fieldsOf } from './fields-of.js';
import { filled } from './fill.js';
import { type FormFault, type RawReading, readForm } from './read.js';
import type { Typed } from './typed.js';

/** What came of reading a form: the payload when nothing is faulty, else every fault at its field. */
export interface FormReading extends RawReading {
  /** whether the schema takes the payload */
  readonly fits: boolean;
  readonly faults: readonly FormFault[];
}

/** A form that asks for the payload of a command. */
export interface CommandForm {
  readonly fields: GroupField;
  /**
   * @param payload what it is filled with; members that are left out are as the schema takes them then
   * @param zone in which the person reads the clock
   */
  fill(payload: JsonObject, zone: string): Typed;
  /**
   * @param typed into the form
   * @param zone as given to {@link fill}
   */
  read(typed: Typed, zone: string): FormReading;
}

const made = new WeakMap<z.ZodType, CommandForm>();

/**
 * @param schema of a command's payload: a strict object of whatever depth
 * @returns its form; the same each time it is asked for
 */
export function commandForm(schema: z.ZodType): CommandForm {
  const known = made.get(schema);
  if (known) return known;
  const fields = fieldsOf(schema);
  const form: CommandForm = {
    fields,
    fill: (payload, zone) => filled(fields, payload, zone),
    read: (typed, zone) => {
      const reading = readForm(fields, typed, zone);
      const parsed = schema.safeParse(reading.payload);
      const faults = faultsOf(reading, parsed.error?.issues ?? []);
      return { ...reading, faults, fits: faults.length === 0 };
    },
  };
  made.set(schema, form);
  return form;
}
