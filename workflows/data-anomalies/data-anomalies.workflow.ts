/** The workflow of analyses of statistics, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dutyTimers, dueWords } from '../casework/index.js';
import { commands, record } from './data-anomalies.commands.js';
import { type DataAnomaliesContext, dataAnomaliesContextSchema } from './data-anomalies.context.js';
import { dataAnomaliesMachine } from './data-anomalies.machine.js';
import { unanswered, uncorrected } from './question.rules.js';

const named = (questions: readonly { readonly id: string }[]): string =>
  questions.map(({ id }) => id).join(', ');

const answersWords = (context: DataAnomaliesContext): string =>
  `${dueWords(context)} Not answered: ${named(unanswered(context))}.`;

export const dataAnomalies = defineWorkflow({
  name: 'data-anomalies',
  version: 1,
  title: 'Analysis of the statistics of a Participant',
  source: 'Washington communiqué 2012, paragraphs 21 and 25; steps and days assumed',
  presented: { collection: 'data-anomalies', noun: 'analysis of statistics' },
  machine: dataAnomaliesMachine,
  start: record,
  commands,
  timers: dutyTimers,
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: dataAnomaliesContextSchema,
  ...describer(dataAnomaliesContextSchema, {
    needed: {
      analysed: ({ organ, questions }) =>
        questions.length === 0
          ? `The analysis asks nothing: ${organ} is to close it.`
          : `${organ} is to send the questionnaire (${questions.length} questions).`,
      asked: answersWords,
      overdue: answersWords,
      answered: ({ organ, questions }) =>
        `${organ} is to assess the answers: ${named(questions.filter(({ result }) => result === null))}.`,
      correcting: (context) => `${dueWords(context)} To be corrected: ${named(uncorrected(context))}.`,
    },
    status: {
      asked: () => 'questionnaire sent',
      overdue: () => 'answer late',
      correcting: () => 'to be corrected',
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000d',
      occurredAt: '2013-06-03T10:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'EU-1', name: 'A delegate', party: 'EU' },
      payload: {
        reference: 'KP/DATA-ANOMALIES/2012/CHE',
        title: 'Statistics of 2012: CHE',
        source: 'made up',
        visibility: 'concerned',
        party: 'CHE',
        period: '2012',
        questions: [{ id: 'imports', text: 'Imports of the third quarter exceed what others exported.' }],
      },
      facts: {
        roles: ['participant'],
        speaksFor: ['EU', 'WGS'],
        known: { CHE: 'participant', WGS: 'organ' },
      },
    },
  ],
});
