import type { Command } from 'commander';
import { parseInput } from '../kernel/parse.js';
import { OPERATOR } from '../modules/cases/index.js';
import { BoardFeeds, FEED_KINDS, type FeedRow, feedSchema } from '../modules/deadline-board/index.js';
import { type GlobalOptions, print, table, when, withApplication } from './frame.js';

/** Adds the feeds of the board: making one, listing them, revoking one. */
export function addFeedCommands(board: Command): void {
  const feed = board
    .command('feed')
    .description('calendars that programs subscribe to, by an address that holds a secret');
  for (const kind of FEED_KINDS) addMaking(feed, kind);
  addList(feed);
  addRevoking(feed);
}

function addMaking(feed: Command, kind: FeedRow['kind']): void {
  const isParty = kind === 'party';
  feed
    .command(kind)
    .description(
      `make the feed of what waits on ${isParty ? 'a party' : 'an organ'}; its address is told this once`,
    )
    .argument('<code>', isParty ? 'such as GHA' : 'such as CKR')
    .action(async (code: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const of = parseInput(feedSchema, { kind, code }, 'feed');
      const made = await withApplication((app) => app.get(BoardFeeds).make(of, OPERATOR, OPERATORS));
      print(options, made, () => [
        made.url,
        `It is told this once. To revoke it: npm run plenum -- board feed revoke ${made.id}`,
      ]);
    });
}

/** Whoever works at the command line is written to as Plenum's own words are: in English, in UTC. */
const OPERATORS = { by: 'operator', language: 'en', zone: 'UTC' } as const;

function addList(feed: Command): void {
  feed
    .command('list')
    .description('every feed, with when it was last read')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      const feeds = await withApplication((app) => app.get(BoardFeeds).list(OPERATOR));
      print(options, feeds, () =>
        feeds.length === 0
          ? ['There is no feed yet. Make one: npm run plenum -- board feed party GHA']
          : feedTable(options, feeds),
      );
    });
}

function feedTable(options: GlobalOptions, feeds: readonly FeedRow[]): string[] {
  return table(
    ['KIND', 'CODE', 'MADE', 'LAST READ', 'REVOKED', 'ID'],
    feeds.map(({ kind, code, madeAt, lastReadAt, revokedAt, id }) => [
      kind,
      code,
      when(options, madeAt),
      lastReadAt ? when(options, lastReadAt) : 'never',
      revokedAt ? when(options, revokedAt) : '',
      id,
    ]),
  );
}

function addRevoking(feed: Command): void {
  feed
    .command('revoke')
    .description('a feed’s address opens nothing any more')
    .argument('<id>', 'from the list')
    .action(async (id: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      await withApplication((app) => app.get(BoardFeeds).revoke(id, OPERATOR, 'operator'));
      print(options, { id, revoked: true }, () => ['It is revoked.']);
    });
}
