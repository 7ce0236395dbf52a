/** The workflow of fake certificates, as the engine and the desk take it. */
import { type Instant } from '../../src/kernel/instant.js';
import { defineWorkflow } from '../../src/kernel/workflow.js';
import { CASE_EFFECTS, INWARD_EFFECTS, describer, dutyTimers } from '../casework/index.js';
import { commands } from './enforcement-notice.commands.js';
import { type EnforcementContext, enforcementContextSchema } from './enforcement-notice.context.js';
import { enforcementMachine } from './enforcement-notice.machine.js';
import { checkerOf, silentOf, toldOf } from './enforcement-notice.rules.js';
import { report } from './opening.command.js';

function neededWhenConfirmed(context: EnforcementContext): string {
  const told = toldOf(context).length;
  if (told === 0) return 'It is fake: the Chair is to share it with those entitled.';
  const silent = silentOf(context).length;
  return `It is fake and shared; ${told - silent} of ${told} acknowledged it. What follows is to be recorded, then the case closed.`;
}

export const enforcementNotice = defineWorkflow({
  name: 'enforcement-notice',
  version: 1,
  title: 'Notice of a fake certificate',
  source: 'Washington communiqué 2012, paragraphs 54 and 57; steps and days assumed',
  presented: { collection: 'enforcement-notices', noun: 'enforcement notice' },
  machine: enforcementMachine,
  start: report,
  commands,
  timers: dutyTimers,
  effects: CASE_EFFECTS,
  inward: INWARD_EFFECTS,
  context: enforcementContextSchema,
  ...describer(enforcementContextSchema, {
    status: { unclear: () => 'not clear', confirmed: () => 'confirmed as fake' },
    needed: {
      reported: (context) => `${checkerOf(context)} is to say whether the certificate is genuine.`,
      unclear: () =>
        'It could not be told whether it is genuine: the Chair is to share it, or to close the case.',
      confirmed: neededWhenConfirmed,
      'found-genuine': ({ reportedBy }) =>
        `${reportedBy} is to withdraw its report, or to contest the finding.`,
    },
  }),
  examples: [
    {
      caseId: '00000000-0000-7000-8000-00000000000d',
      occurredAt: '2012-09-03T10:00:00.000Z' as Instant, // a made-up case
      actor: { kind: 'person', id: 'CHE-1', name: 'A delegate', party: 'CHE' },
      payload: {
        reference: 'KP/CERTIFICATE/2012/1',
        title: 'Certificate with a wrong seal',
        source: 'letter of 3 September 2012 (made up)',
        reportedBy: 'CHE',
        certificate: { number: 'GN-0001', issuer: 'GIN' },
        text: 'The seal is not the one on file.',
      },
      facts: {
        roles: ['participant'],
        speaksFor: ['CHE'],
        known: { CHE: 'participant', GIN: 'participant' },
      },
    },
  ],
});
