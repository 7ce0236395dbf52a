/** The command that opens the case of a year of technical assistance. */
import { z } from 'zod';
import { firstRefusal, refuse, refusalOfComputing } from '../../src/kernel/refusals.js';
import { fixedDeadline } from '../../src/kernel/business-calendar.js';
import { commandsFor, openingShape, visibilitySchema } from '../casework/index.js';
import {
  ASSISTANCE_RULES,
  type AssistanceContext,
  assistanceRulesSchema,
  carriedSchema,
} from './technical-assistance.context.js';

const payload = z.strictObject({
  ...openingShape,
  /** the bulletin goes to Participants and Observers */
  visibility: visibilitySchema.default('all'),
  year: z.int().min(2003).max(2200),
  /** what the year before left open */
  carried: z.array(carriedSchema).max(500).default([]),
  rules: assistanceRulesSchema.default(ASSISTANCE_RULES),
});

/** Opens the case of a year. */
export const open = commandsFor<AssistanceContext>()(payload, {
  title: 'open the case of a year of technical assistance',
  by: ['chair', 'secretariat', 'system'],
  article: 'Washington communiqué 2012, paragraph 53; one case a year: assumed',
  recordedAs: 'opened',
  refusal: ({ event, payload: { year, zone } }) => {
    const end = () =>
      fixedDeadline({ wallTime: `${year}-12-31T24:00`, zone, rule: 'the end of the year' }).at;
    return firstRefusal(
      () => refusalOfComputing('zone', end),
      () =>
        end() > event.occurredAt
          ? null
          : refuse('assistance.year-over', `${year} is over. Open the case of the year that runs.`, 'year'),
    );
  },
});
