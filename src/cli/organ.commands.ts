import type { INestApplicationContext } from '@nestjs/common';
import type { Command } from 'commander';
import type { z } from 'zod';
import type { Instant } from '../kernel/instant.js';
import { parseInput } from '../kernel/parse.js';
import {
  Bars,
  type Changed,
  DistributionLists,
  Mergers,
  type MergerPlan,
  Organs,
  type Seat,
  barSchema,
  barredSchema,
  endSupplyRoleSchema,
  listSchema,
  mergerSchema,
  organRuleSchema,
  organSchema,
  seatSchema,
  supplyRoleSchema,
  unbarSchema,
  unseatSchema,
} from '../modules/organs/index.js';
import { type GlobalOptions, instantOption, print, readInput, table, withApplication } from './frame.js';

interface AsOfOptions extends GlobalOptions {
  readonly at?: string;
  readonly knownAt?: string;
}

/** Adds the organs, their seats, rules, bars and mergers, and the distribution lists. */
export function addOrganCommands(program: Command): void {
  const organs = program
    .command('organs')
    .description('organs: which there are, who sits in them, their rules, bars and mergers');
  addReading(organs);
  addSeating(organs);
  addBarring(organs);
  addMerging(organs);
  addLists(program);
}

function addReading(group: Command): void {
  asOf(group.command('list').description('the organs'))
    .option('--known-at <instant>', 'as was believed then')
    .action(async (_: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      const found = await withApplication((app) => app.get(Organs).list(asked));
      print(options, found, () =>
        table(
          ['CODE', 'KIND', 'PARENT', 'SINCE', 'NAME'],
          found.map(({ code, kind, parent, validFrom, name }) => [
            code,
            kind,
            parent ?? '',
            day(validFrom),
            name,
          ]),
        ),
      );
    });
  asOf(group.command('seats').description('who sits in an organ, or in the one it was merged into'))
    .argument('<organ>', 'code, such as PC')
    .option('--known-at <instant>', 'as was believed then')
    .action(async (organ: string, _: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      printSeats(options, await withApplication((app) => app.get(Organs).seats(organ, asked)));
    });
  asOf(group.command('seats-of').description('the seats of a party'))
    .argument('<party>', 'code, such as ZWE')
    .option('--known-at <instant>', 'as was believed then')
    .action(async (party: string, _: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      printSeats(options, await withApplication((app) => app.get(Organs).seatsOf(party, asked)));
    });
  asOf(group.command('rules').description('the rules of an organ’s composition, with their sources'))
    .argument('<organ>', 'code, such as PC')
    .action(async (organ: string, _: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      const rules = await withApplication((app) => app.get(Organs).rules(organ, asked));
      print(options, rules, () =>
        rules.map(({ id, title, source }) => `${id}: ${title}. Source: ${source}.`),
      );
    });
  asOf(group.command('successor').description('which organ a code means, through every merger'))
    .argument('<organ>', 'code, such as PC')
    .action(async (organ: string, _: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      const found = await withApplication((app) => app.get(Organs).successor(organ, asked));
      print(options, found, () => [found.organ ? `${found.organ.code}  ${found.organ.name}` : 'none']);
    });
}

function addSeating(group: Command): void {
  giving(group, 'found', 'found an organ', organSchema, (app, input) => app.get(Organs).found(input));
  asOf(group.command('end').description('end an organ and every seat in it (--at says when)'))
    .argument('<organ>', 'code, such as PC')
    .action(async (organ: string, _: unknown, command: Command) => {
      const [options, { at }] = chosen(command);
      await withApplication(async (app) => {
        const service = app.get(Organs);
        await service.end(organ, at ?? (await service.now()));
      });
      done(options, { changed: true });
    });
  giving(group, 'rule', 'enter a rule of composition, or replace it', organRuleSchema, (app, input) =>
    app.get(Organs).putRule(input),
  );
  giving(group, 'seat', 'seat a party in an organ', seatSchema, (app, input) => app.get(Organs).seat(input));
  giving(group, 'unseat', 'end the seat of a party', unseatSchema, (app, input) =>
    app.get(Organs).unseat(input),
  );
}

function addBarring(group: Command): void {
  asOf(group.command('bars').description('who may not sit in organs')).action(
    async (_: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      const bars = await withApplication((app) => app.get(Bars).list(asked));
      print(options, bars, () =>
        bars.flatMap(({ code, name, source, barred }) => [
          `${code}: ${name}. Source: ${source}.`,
          ...barred.map((one) => `  ${one.contactId ?? one.party ?? ''} since ${day(one.validFrom)}`),
        ]),
      );
    },
  );
  giving(group, 'bar', 'put up a bar', barSchema, (app, input) => app.get(Bars).bar(input));
  giving(group, 'bar-person', 'enter a contact or a party under a bar', barredSchema, (app, input) =>
    app.get(Bars).barPerson(input),
  );
  giving(group, 'unbar-person', 'end somebody’s entry under a bar', unbarSchema, (app, input) =>
    app.get(Bars).unbar(input),
  );
}

function addMerging(group: Command): void {
  group
    .command('merge')
    .description('merge organs: {from: [PC, SC], into: {code, name}, at, source}')
    .requiredOption('--input <file>', 'JSON or YAML; - for standard input')
    .option('--preview', 'show what it would do, and do nothing')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { input: string; preview?: boolean }>();
      const order = parseInput(mergerSchema, readInput(options.input), options.input);
      const plan = await withApplication<MergerPlan & Partial<Changed>>((app) =>
        options.preview ? app.get(Mergers).preview(order) : app.get(Mergers).merge(order),
      );
      print(options, plan, () =>
        plan.changed === false ? ['Nothing changed: these organs are merged already.'] : planLines(plan),
      );
    });
}

function addLists(program: Command): void {
  const lists = program
    .command('lists')
    .description('distribution lists, computed from the registry: by role in the supply chain and by organ');
  asOf(lists.command('list').description('the lists')).action(async (_: unknown, command: Command) => {
    const [options, asked] = chosen(command);
    const found = await withApplication((app) => app.get(DistributionLists).all(asked));
    print(options, found, () =>
      table(
        ['LIST', 'NAME'],
        found.map(({ list, name }) => [list, name]),
      ),
    );
  });
  asOf(lists.command('recipients').description('who a mail to a list would go to'))
    .argument('<list>', 'a role, or an organ’s code')
    .action(async (list: string, _: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      const found = await withApplication((app) => app.get(DistributionLists).recipients(list, asked));
      print(options, found, () =>
        table(
          ['CONTACT', 'ADDRESS', 'REACHED', 'NAME'],
          found.map(({ contactId, email, bouncedSince, name }) => [
            contactId,
            email,
            bouncedSince ? `no, since ${day(bouncedSince)}` : 'yes',
            name,
          ]),
        ),
      );
    });
  asOf(lists.command('roles').description('who has which role')).action(
    async (_: unknown, command: Command) => {
      const [options, asked] = chosen(command);
      const found = await withApplication((app) => app.get(DistributionLists).roles(asked));
      print(options, found, () =>
        table(
          ['ROLE', 'PARTY', 'SOURCE'],
          found.map(({ role, party, source }) => [role, party, source]),
        ),
      );
    },
  );
  giving(lists, 'put', 'set up a list by role', listSchema, (app, input) =>
    app.get(DistributionLists).putList(input),
  );
  giving(lists, 'assign', 'record a role of a party', supplyRoleSchema, (app, input) =>
    app.get(DistributionLists).assignSupplyRole(input),
  );
  giving(lists, 'end-role', 'end a role of a party', endSupplyRoleSchema, (app, input) =>
    app.get(DistributionLists).endSupplyRole(input),
  );
}

/** Adds a change of the Secretariat, its fields read from a file. */
function giving<S extends z.ZodType>(
  group: Command,
  name: string,
  description: string,
  schema: S,
  give: (app: INestApplicationContext, input: z.output<S>) => Promise<unknown>,
): void {
  group
    .command(name)
    .description(description)
    .requiredOption('--input <file>', 'the fields as JSON or YAML; - for standard input')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { input: string }>();
      const input = parseInput(schema, readInput(options.input), options.input);
      done(options, (await withApplication((app) => give(app, input))) ?? { changed: true });
    });
}

function asOf(command: Command): Command {
  return command.option('--at <instant>', 'as of then; left out: now');
}

/** @returns the options, and what they ask about */
function chosen(command: Command): [GlobalOptions, { at?: Instant; knownAt?: Instant }] {
  const options = command.optsWithGlobals<AsOfOptions>();
  const { at, knownAt } = options;
  return [
    options,
    { ...(at ? { at: instantOption(at) } : {}), ...(knownAt ? { knownAt: instantOption(knownAt) } : {}) },
  ];
}

function printSeats(options: GlobalOptions, seats: readonly Seat[]): void {
  print(options, seats, () =>
    seats.length === 0
      ? ['Nobody sits there at that time.']
      : table(
          ['ORGAN', 'PARTY', 'CAPACITY', 'SINCE', 'SOURCE'],
          seats.map(({ organ, party, capacity, validFrom, source }) => [
            organ,
            party,
            capacity,
            day(validFrom),
            source,
          ]),
        ),
  );
}

function planLines(plan: MergerPlan): string[] {
  const { ends, begins, seats, broken, children, pending } = plan;
  return [
    `${ends.join(' and ')} end, ${begins.code} (${begins.name}) begins at ${begins.validFrom}.`,
    ...seats.map(({ party, capacity, was }) => `  ${party} ${capacity} (${was.join(', ')})`),
    ...children.map((code) => `  ${code} then belongs to ${begins.code}`),
    ...pending.flatMap(({ organ, source, items }) =>
      items.map(({ reference, title }) => `  waits for ${organ}, ${source}: ${reference} ${title}`),
    ),
    ...broken.map(({ rule, message, remedy }) => `Stands in the way: «${rule}». ${message} ${remedy}`),
  ];
}

function done(options: GlobalOptions, result: unknown): void {
  const changed = typeof result !== 'object' || result === null || !('changed' in result) || result.changed;
  print(options, result, () => [changed ? 'Done.' : 'Nothing changed: it stands so already.']);
}

function day(at: string): string {
  return at.slice(0, 10);
}
