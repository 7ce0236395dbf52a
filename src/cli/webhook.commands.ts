/** `plenum webhooks`: endpoints of other systems, and the log of what they were told. */
import type { Command } from 'commander';
import { parseInput } from '../kernel/parse.js';
import { type Asker, OPERATOR } from '../modules/cases/index.js';
import {
  ANNOUNCED,
  type Endpoint,
  type EndpointWithSecret,
  type LoggedMessage,
  Webhooks,
  disablingSchema,
  endpointSchema,
  logFilterSchema,
  rotationSchema,
} from '../modules/webhooks/index.js';
import { type GlobalOptions, actorFor, print, table, when, withApplication } from './frame.js';

/** Adds the group. Without `--as` the operator acts; with it the person named, who then stands in the record. */
export function addWebhookCommands(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('other systems that are told of changes of cases (docs/howto/receive-webhooks.md)');
  addRegistering(webhooks);
  addList(webhooks);
  addChanges(webhooks);
  addRotating(webhooks);
  addLog(webhooks);
  addSending(webhooks);
}

/** Runs a piece of work with the webhooks, for whoever acts. */
async function withWebhooks<T>(
  options: GlobalOptions,
  work: (webhooks: Webhooks, asker: Asker) => Promise<T>,
): Promise<T> {
  return withApplication(async (app) => {
    const asker = options.as ? { ...OPERATOR, contactId: (await actorFor(app, options.as)).id } : OPERATOR;
    return work(app.get(Webhooks), asker);
  });
}

function addRegistering(webhooks: Command): void {
  webhooks
    .command('register')
    .description('register an endpoint; its secret is told this once')
    .argument('<url>', 'https, at a public address')
    .requiredOption('--name <name>', 'what it is for')
    .option('--types <types...>', `what it is told: ${ANNOUNCED.join(', ')}`, ['case.changed'])
    .option('--workflow <name>', 'only cases of this procedure')
    .action(async (url: string, given: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const input = parseInput(endpointSchema, { ...given, url }, 'options');
      const made = await withWebhooks(options, (hooks, asker) => hooks.register(input, asker));
      print(options, made, () => secretLines(made));
    });
}

function secretLines({ id, secret }: EndpointWithSecret): string[] {
  return [
    secret,
    `It is told this once: give it to whoever runs the other system. To try it: npm run plenum -- webhooks test ${id}`,
  ];
}

function addList(webhooks: Command): void {
  webhooks
    .command('list')
    .description('every endpoint')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const endpoints = await withWebhooks(options, (hooks, asker) => hooks.list(asker));
      print(options, endpoints, () =>
        endpoints.length === 0
          ? ['There is no endpoint yet. See: npm run plenum -- webhooks register --help']
          : endpointTable(options, endpoints),
      );
    });
}

function endpointTable(options: GlobalOptions, endpoints: readonly Endpoint[]): string[] {
  return table(
    ['NAME', 'STATUS', 'IS TOLD', 'OF', 'WAITING', 'FAILING SINCE', 'ADDRESS', 'ID'],
    endpoints.map(({ name, status, types, workflow, waiting, failingSince, url, id }) => [
      name,
      status,
      types.join(' '),
      workflow ?? 'all procedures',
      String(waiting),
      failingSince ? when(options, failingSince) : '',
      url,
      id,
    ]),
  );
}

function addChanges(webhooks: Command): void {
  const change = (
    name: string,
    description: string,
    work: (hooks: Webhooks, id: string, asker: Asker, given: object) => Promise<Endpoint>,
  ): Command =>
    webhooks
      .command(name)
      .description(description)
      .argument('<id>', 'from the list')
      .action(async (id: string, given: object, command: Command) => {
        const options = command.optsWithGlobals<GlobalOptions>();
        const endpoint = await withWebhooks(options, (hooks, asker) => work(hooks, id, asker, given));
        print(options, endpoint, () => [`«${endpoint.name}» is ${endpoint.status}.`]);
      });
  change('disable', 'what the endpoint is to be told waits', (hooks, id, asker, given) =>
    hooks.disable(id, parseInput(disablingSchema, given, 'options').reason, asker),
  ).requiredOption('--reason <reason>', 'shown to whoever looks at it');
  change('enable', 'what waits is sent at once', (hooks, id, asker) => hooks.enable(id, asker));
  change('end', 'for good: what waits is dropped, the secret forgotten', (hooks, id, asker) =>
    hooks.end(id, asker),
  );
}

function addRotating(webhooks: Command): void {
  webhooks
    .command('rotate')
    .description('replace the secret; messages are signed with both for a day')
    .argument('<id>', 'from the list')
    .option('--no-overlap', 'the earlier secret leaked: it signs nothing any more')
    .action(async (id: string, given: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const how = parseInput(rotationSchema, given, 'options');
      const endpoint = await withWebhooks(options, (hooks, asker) => hooks.rotate(id, how, asker));
      print(options, endpoint, () => secretLines(endpoint));
    });
}

function addLog(webhooks: Command): void {
  webhooks
    .command('log')
    .description('what an endpoint was told, with every attempt, the newest first')
    .argument('<id>', 'from the list')
    .option('--status <status>', 'waiting, delivered, failed or dropped')
    .option('--limit <count>', 'at most so many')
    .option('--before <message>', 'goes on after this message')
    .action(async (id: string, given: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const filter = parseInput(logFilterSchema, given, 'options');
      const log = await withWebhooks(options, (hooks, asker) => hooks.log(id, filter, asker));
      print(options, log, () => (log.length === 0 ? ['It was told nothing yet.'] : logLines(options, log)));
    });
}

function logLines(options: GlobalOptions, log: readonly LoggedMessage[]): string[] {
  const rows = log.flatMap((message) => [
    [message.id, message.type, message.status, when(options, message.madeAt), ''],
    ...message.attempts.map(({ number, begunAt, status, ms, error }) => [
      `  try ${number}`,
      status === null ? 'no answer' : String(status),
      ms === null ? '' : `${ms} ms`,
      when(options, begunAt),
      error ?? '',
    ]),
  ]);
  return table(['MESSAGE', 'TYPE', 'STATUS', 'WHEN', 'ERROR'], rows);
}

function addSending(webhooks: Command): void {
  webhooks
    .command('test')
    .description('send a message that only tries the endpoint; the log says what came of it')
    .argument('<id>', 'from the list')
    .action(async (id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const sent = await withWebhooks(options, (hooks, asker) => hooks.test(id, asker));
      print(options, sent, () => [
        `A running Plenum sends it within a sweep. Then: npm run plenum -- webhooks log ${id}`,
      ]);
    });
  webhooks
    .command('redeliver')
    .description('send a message again, under the same id')
    .argument('<message>', 'from the log')
    .action(async (id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const message = await withWebhooks(options, (hooks, asker) => hooks.redeliver(id, asker));
      print(options, message, () => ['It waits; a running Plenum sends it within a sweep.']);
    });
}
