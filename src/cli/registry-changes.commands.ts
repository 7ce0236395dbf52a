/** `plenum registry …`: the changes that the Secretariat makes to single entries; whole tables come in as files. */
import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import { z } from 'zod';
import { parseInput } from '../kernel/parse.js';
import {
  Absences,
  Registry,
  Standing,
  absenceSchema,
  admissionSchema,
  applicantSchema,
  contactSchema,
  endSchema,
  nationSchema,
  officeSchema,
  partySchema,
  termSchema,
  tradeStatusSchema,
} from '../modules/registry/index.js';
import { type GlobalOptions, print, withApplication } from './frame.js';
import { addPayloadOptions } from './payload.options.js';

const beginAbsenceSchema = z.strictObject({ contact: z.string(), ...absenceSchema.shape });
const endAbsenceSchema = z.strictObject({ contact: z.string(), ...endSchema.shape });
const endPartySchema = z.strictObject({ code: z.string(), ...endSchema.shape });
const endContactSchema = z.strictObject({ id: z.string(), ...endSchema.shape });
const endTermSchema = z.strictObject({ office: officeSchema, ...endSchema.shape });

/** Adds one subcommand for each change of an entry. */
export function addRegistryChanges(group: Command): void {
  addChange(group, 'apply', 'note an application to become a Participant', applicantSchema, (app, entry) =>
    app.get(Registry).registerApplicant(entry),
  );
  addChange(group, 'admit', 'admit a party as Participant or Observer', admissionSchema, (app, entry) =>
    app.get(Registry).admitParty(entry),
  );
  addChange(group, 'add-party', 'enter a party', partySchema, (app, entry) =>
    app.get(Registry).addParty(entry),
  );
  addChange(
    group,
    'end-party',
    'end a party, and its contacts with it',
    endPartySchema,
    (app, { code, at }) => app.get(Registry).endParty(code, at),
  );
  addChange(group, 'put-contact', 'enter a contact, or a new version of one', contactSchema, (app, entry) =>
    app.get(Registry).putContact(entry),
  );
  addChange(group, 'end-contact', 'end a contact', endContactSchema, (app, { id, at }) =>
    app.get(Registry).endContact(id, at),
  );
  addChange(
    group,
    'begin-absence',
    'say that a contact is away, so that mail goes to others of the party',
    beginAbsenceSchema,
    (app, { contact, ...absence }) =>
      app.get(Absences).begin(contact, parseInput(absenceSchema, absence, 'absence')),
  );
  addChange(group, 'end-absence', 'say that a contact is back', endAbsenceSchema, (app, { contact, at }) =>
    app.get(Absences).end(contact, at),
  );
  addChange(group, 'begin-term', 'begin a term of an office', termSchema, (app, entry) =>
    app.get(Registry).beginTerm(entry),
  );
  addChange(group, 'end-term', 'end a term of an office', endTermSchema, (app, { office, at }) =>
    app.get(Registry).endTerm(office, at),
  );
  addChange(
    group,
    'set-trade-status',
    'say whether a Participant may trade',
    tradeStatusSchema,
    (app, entry) => app.get(Standing).setTradeStatus(entry),
  );
  addChange(group, 'set-nation', 'enter a nation that a Participant stands for', nationSchema, (app, entry) =>
    app.get(Standing).setNation(entry),
  );
}

/** @param make makes the change; answers false when the registry said so already */
function addChange<Schema extends z.ZodType>(
  group: Command,
  name: string,
  description: string,
  schema: Schema,
  make: (app: INestApplicationContext, entry: z.output<Schema>) => Promise<unknown>,
): void {
  const command = group
    .command(name)
    .description(description)
    .option('--input <file>', 'the whole entry from a file (JSON or YAML; - for standard input)');
  const read = addPayloadOptions(command, schema);
  command.action(async () => {
    const entry = parseInput(schema, read(), name);
    const changed = (await withApplication((app) => make(app, entry))) !== false;
    print(command.optsWithGlobals<GlobalOptions>(), { changed, entry }, () => [
      changed ? 'Done.' : 'Nothing to do: the registry says so already.',
    ]);
  });
}
