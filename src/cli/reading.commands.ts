import type { Command } from 'commander';
import { OPERATOR } from '../modules/cases/index.js';
import { Mails } from '../modules/notifications/index.js';
import { Registry } from '../modules/registry/index.js';
import { SignIn } from '../modules/sign-in/index.js';
import {
  Rehearsals,
  RuleSets,
  WrittenProcedures,
  readRuleSet,
  rehearsalSchema,
} from '../modules/written-procedures/index.js';
import { parseInput } from '../kernel/parse.js';
import { workflows } from '../../workflows/index.js';
import { listFilter, sayMore } from './case.commands.js';
import {
  type GlobalOptions,
  actorFor,
  historyLines,
  instantOption,
  print,
  readInput,
  table,
  when,
  withApplication,
} from './frame.js';

/** Adds the commands that only read. */
export function addReadingCommands(program: Command): void {
  const options = (command: Command): GlobalOptions & Record<string, string | boolean | undefined> =>
    command.optsWithGlobals();

  program
    .command('list')
    .description('list written procedures, newest first')
    .option('--open', 'only those under way')
    .option('--limit <number>', 'at most so many, 500 at the most')
    .option('--before <id>', 'only those drafted before this one, to go on from a list')
    .action(async (_, command: Command) => {
      const chosen = options(command);
      const filter = listFilter(command);
      const lines = await withApplication((app) => app.get(WrittenProcedures).list(filter, OPERATOR));
      print(chosen, lines, () =>
        lines.length === 0
          ? ['There is no procedure yet. Draft one: npm run plenum -- draft FILE --as chair']
          : table(
              ['REFERENCE', 'STATUS', 'DEADLINE', 'TITLE', 'ID'],
              lines.map((line) => [
                line.reference,
                line.status,
                line.deadline ? when(chosen, line.deadline.iso) : '',
                line.title,
                line.id,
              ]),
            ),
      );
      sayMore(filter, lines);
    });

  program
    .command('show')
    .description('show one procedure: what is needed, what comes next, the count')
    .argument('<procedure>', 'id or reference')
    .action(async (procedure: string, _, command: Command) => {
      const chosen = options(command);
      const view = await withApplication((app) => app.get(WrittenProcedures).show(procedure, OPERATOR));
      print(chosen, view, () => [
        `${view.reference}  ${view.title}  [${view.status}]`,
        view.needed,
        ...(view.next
          ? [`Next: ${view.next.sentence} ${when(chosen, view.next.at)}`]
          : ['Next: nothing, unless somebody acts.']),
        ...(view.tally
          ? [
              `${view.tally.answered} of ${view.tally.members} answered, ${view.tally.affirmative} support, ${view.tally.floorNeeded} needed, ${view.tally.blocking.length} in the way: ${view.tally.finding}`,
            ]
          : []),
        `Possible now: ${view.allowed.join(', ') || 'see --json'}`,
        `Text SHA-256 ${view.textHash}`,
      ]);
    });

  program
    .command('positions')
    .description('every member with its position')
    .argument('<procedure>')
    .action(async (procedure: string, _, command: Command) => {
      const chosen = options(command);
      const lines = await withApplication((app) => app.get(WrittenProcedures).positions(procedure, OPERATOR));
      print(chosen, lines, () =>
        table(
          ['MEMBER', 'POSITION', 'RECEIVED', 'GIVEN'],
          lines.map((line) => [
            line.name,
            line.position?.kind ?? (line.unreachable ? 'not reached' : '-'),
            line.position ? when(chosen, line.position.receivedAt) : '',
            String(line.all.length),
          ]),
        ),
      );
    });

  program
    .command('timetable')
    .description('the mails and deadlines ahead')
    .argument('<procedure>')
    .action(async (procedure: string, _, command: Command) => {
      const chosen = options(command);
      const entries = await withApplication((app) =>
        app.get(WrittenProcedures).timetable(procedure, OPERATOR),
      );
      print(chosen, entries, () =>
        table(
          ['WHEN', 'WHAT', 'MAILS'],
          entries.map((entry) => [when(chosen, entry.at), entry.what, String(entry.recipients)]),
        ),
      );
    });

  program
    .command('history')
    .description('every event, and every refused command')
    .argument('<procedure>')
    .option('--known-at <instant>', 'only what was recorded by then')
    .action(async (procedure: string, _, command: Command) => {
      const chosen = options(command);
      const known = typeof chosen['knownAt'] === 'string' ? instantOption(chosen['knownAt']) : null;
      const history = await withApplication((app) =>
        app.get(WrittenProcedures).history(procedure, OPERATOR, known),
      );
      print(chosen, history, () => historyLines(chosen, history));
    });

  program
    .command('standing')
    .description('what was known at one instant about what held at another')
    .argument('<procedure>')
    .option('--at <instant>', 'when it should hold')
    .option('--known-at <instant>', 'what the answer may know')
    .action(async (procedure: string, _, command: Command) => {
      const chosen = options(command);
      const question = {
        at: typeof chosen['at'] === 'string' ? instantOption(chosen['at']) : undefined,
        knownAt: typeof chosen['knownAt'] === 'string' ? instantOption(chosen['knownAt']) : undefined,
      };
      const standing = await withApplication((app) =>
        app.get(WrittenProcedures).standing(procedure, OPERATOR, question),
      );
      print(chosen, standing, () => [standing.sentence, `Status then: ${standing.status}`]);
    });

  program
    .command('export')
    .description('the history as JSON, for «verify»')
    .argument('<procedure>')
    .action(async (procedure: string) => {
      const file = await withApplication((app) =>
        app.get(WrittenProcedures).exportHistory(procedure, OPERATOR),
      );
      process.stdout.write(`${JSON.stringify(file, null, 1)}\n`);
    });

  program
    .command('rehearse')
    .description(
      'play a launch through without storing anything: the timetable, and what answers would lead to',
    )
    .argument('<file>', 'JSON or YAML: {draft?, launch, launchAt?, whatIf?}; - for standard input')
    .option('--procedure <id>', 'rehearse this draft')
    .action(async (file: string, _, command: Command) => {
      const chosen = options(command);
      const order = parseInput(rehearsalSchema, readInput(file), 'rehearsal');
      const course = await withApplication(async (app) => {
        const existing =
          typeof chosen['procedure'] === 'string'
            ? await app.get(WrittenProcedures).idOf(chosen['procedure'])
            : null;
        return app.get(Rehearsals).rehearse(order, await actorFor(app, chosen.as ?? 'chair'), existing);
      });
      print(chosen, course, () => [
        ...table(
          ['WHEN', 'EVENT', 'STATE AFTER', 'MAILS'],
          course.lines.map((line) => [
            when(chosen, line.at),
            line.refusal ? `${line.event}: REFUSED, ${line.refusal}` : line.event,
            line.state,
            Object.entries(line.mails)
              .map(([template, count]) => `${count} ${template}`)
              .join(', '),
          ]),
        ),
        `In the end: ${course.status}. ${course.needed}`,
        'Nothing was stored and nobody was told.',
      ]);
    });

  const rules = program.command('rules').description('the rule sets a procedure may run under');
  rules.command('list').action(async (_, command: Command) => {
    const chosen = options(command);
    const all = await withApplication((app) => Promise.resolve(app.get(RuleSets).all()));
    print(chosen, all, () =>
      table(
        ['ID', 'VERSION', 'TITLE'],
        all.map((one) => [one.id, String(one.version), one.title]),
      ),
    );
  });
  rules
    .command('check')
    .description('check a rule-set file')
    .argument('<file>')
    .action((file: string, _, command: Command) => {
      const checked = readRuleSet(file);
      print(options(command), checked, () => [
        `${file}: rule set ${checked.id} version ${checked.version} is sound.`,
      ]);
    });

  program
    .command('workflows')
    .description('the workflows of this program')
    .argument('[name]')
    .action((name: string | undefined, _, command: Command) => {
      const found = workflows.filter((workflow) => !name || workflow.name === name);
      const shown = found.map((workflow) => ({
        name: workflow.name,
        version: workflow.version,
        title: workflow.title,
        source: workflow.source,
        commands: Object.entries(workflow.commands).map(([id, spec]) => ({
          id,
          title: spec.title,
          by: spec.by,
          article: spec.article,
        })),
        timers: Object.entries(workflow.timers).map(([id, spec]) => ({ id, title: spec.title })),
      }));
      print(options(command), shown, () =>
        shown.flatMap((one) => [
          `${one.name} v${one.version}: ${one.title}`,
          ...table(
            ['  COMMAND', 'BY', 'RULE'],
            one.commands.map((each) => [`  ${each.id}`, each.by.join(', '), each.article]),
          ),
          ...table(
            ['  TIMER', ''],
            one.timers.map((each) => [`  ${each.id}`, each.title]),
          ),
        ]),
      );
    });

  program
    .command('contacts')
    .description('who speaks for whom')
    .option('--party <code>')
    .action(async (_, command: Command) => {
      const chosen = options(command);
      const contacts = (await withApplication((app) => app.get(Registry).contacts())).filter(
        (contact) => !chosen['party'] || contact.party === chosen['party'],
      );
      print(chosen, contacts, () =>
        table(
          ['ID', 'NAME', 'ADDRESS', 'REACHED'],
          contacts.map((contact) => [
            contact.id,
            contact.name,
            contact.email,
            contact.bouncedSince ? `no, since ${when(chosen, contact.bouncedSince)}` : 'yes',
          ]),
        ),
      );
    });

  program
    .command('mails')
    .description('the mail log, newest first')
    .option('--party <code>')
    .option('--status <status>')
    .action(async (_, command: Command) => {
      const chosen = options(command);
      const filter = {
        party: chosen['party'] as string | undefined,
        status: chosen['status'] as string | undefined,
      };
      const mails = await withApplication((app) => app.get(Mails).list(filter));
      print(chosen, mails, () =>
        table(
          ['SENT', 'STATUS', 'TO', 'SUBJECT'],
          mails.map((mail) => [
            mail.sentAt ? when(chosen, mail.sentAt) : '',
            mail.status,
            mail.address,
            mail.subject,
          ]),
        ),
      );
    });

  program
    .command('sign-in-link')
    .description('a link that signs a contact in, once, for 15 minutes')
    .argument('<contact>', 'id such as SEC-1')
    .action(async (contact: string, _, command: Command) => {
      const link = await withApplication((app) => app.get(SignIn).linkFor(contact));
      print(options(command), { link }, () => [link]);
    });
}
