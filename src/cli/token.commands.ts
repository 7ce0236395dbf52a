/** `plenum tokens`: tokens by which programs use the API. */
import type { Command } from 'commander';
import { parseInput } from '../kernel/parse.js';
import { ApiTokens, type TokenRow, tokenSchema } from '../modules/sign-in/index.js';
import { SCOPES } from '../platform/http/scope.js';
import { type GlobalOptions, actorFor, print, table, when, withApplication } from './frame.js';

/** Adds the group: making one for a contact, listing them, revoking one. */
export function addTokenCommands(program: Command): void {
  const tokens = program.command('tokens').description('tokens by which programs use the API');
  addMaking(tokens);
  addList(tokens);
  addRevoking(tokens);
}

function addMaking(tokens: Command): void {
  const scopes = Object.entries(SCOPES).map(([scope, what]) => `  ${scope.padEnd(18)}${what}`);
  tokens
    .command('make')
    .description('make a token for the contact named by --as; it is told this once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scopes <scopes...>', 'what it is good for')
    .requiredOption('--days <days>', 'for how many days, at most a year', Number)
    .addHelpText('after', ['', 'Scopes:', ...scopes].join('\n'))
    .action(async (given: object, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const input = parseInput(tokenSchema, given, 'options');
      const made = await withApplication(async (app) =>
        app.get(ApiTokens).make(input, (await actorFor(app, options.as)).id),
      );
      print(options, made, () => [
        made.token,
        `It is told this once, and acts as ${made.contactId} until ${when(options, made.expiresAt)}. To revoke it: npm run plenum -- tokens revoke ${made.id}`,
      ]);
    });
}

function addList(tokens: Command): void {
  tokens
    .command('list')
    .description('every token, or those of the contact named by --as')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const rows = await withApplication(async (app) =>
        app.get(ApiTokens).list(options.as ? (await actorFor(app, options.as)).id : null),
      );
      print(options, rows, () =>
        rows.length === 0
          ? ['There is no token. See: npm run plenum -- tokens make --help']
          : lines(options, rows),
      );
    });
}

function lines(options: GlobalOptions, rows: readonly TokenRow[]): string[] {
  return table(
    ['OF', 'NAME', 'SCOPES', 'STATUS', 'GOOD UNTIL', 'LAST USED', 'ID'],
    rows.map(({ contactId, name, scopes, status, expiresAt, lastUsedAt, id }) => [
      contactId,
      name,
      scopes.join(' '),
      status,
      when(options, expiresAt),
      lastUsedAt ? when(options, lastUsedAt) : 'never',
      id,
    ]),
  );
}

function addRevoking(tokens: Command): void {
  tokens
    .command('revoke')
    .description('a token opens nothing any more, whosever it is')
    .argument('<id>', 'from the list')
    .action(async (id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      await withApplication((app) => app.get(ApiTokens).revoke(id, null));
      print(options, { id, revoked: true }, () => ['It is revoked.']);
    });
}
