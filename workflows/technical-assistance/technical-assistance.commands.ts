/** Every command about technical assistance, by name. */
import { z } from 'zod';
import { refuse } from '../../src/kernel/refusals.js';
import { commandsFor, dutyCommands, lineSchema } from '../casework/index.js';
import { entryCommands } from './entry.commands.js';
import { matchCommands } from './match.commands.js';
import type { AssistanceContext } from './technical-assistance.context.js';

/** A match whose delivery or evaluation were excused would stay under way, with nobody to act. */
const duties = dutyCommands<AssistanceContext>({
  refusalOfExcuse: () =>
    refuse(
      'assistance.not-excused',
      'A match is delivered and evaluated, or nothing comes of it. Enter what came by letter, or say that it fell through (fall-through).',
      'duty',
    ),
});
const command = commandsFor<AssistanceContext>();

/** Every command that the case of a year understands. */
export const commands = {
  ...duties,
  ...entryCommands,
  ...matchCommands,
  end: command(z.strictObject({ reason: lineSchema }), {
    title: 'end technical assistance for good: no case of another year follows',
    by: ['chair', 'secretariat'],
    article: 'assumed',
    recordedAs: 'ended-for-good',
    change: ({ event, payload: { reason } }) => ({ closing: { at: event.occurredAt, reason } }),
  }),
} as const;
