/** One sample of every mail of the application but those of written procedures, whose courses ask for theirs. */
import { toInstant } from '../../src/kernel/instant.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { CaseNotice } from '../../workflows/casework/index.js';
import type { HostingNotice } from '../../workflows/hosting-term/index.js';
import type { MandateNotice } from '../../workflows/mandate/index.js';
import type { MeetingNotice } from '../../workflows/plenary-meeting/index.js';
import type { SuccessionNotice } from '../../workflows/succession/index.js';

/** The instant that samples are about: 24:00 of 2 October in UTC. */
export const DUE = toInstant('2012-10-03T00:00:00Z');
/** What people wrote in the samples: it stands in every language as they wrote it. */
export const OWN_WORDS = [
  'Ruritanie',
  'Diamant brut',
  'Plénière de 2013',
  'Tashkent',
  'plenary-2013',
  'Plenum',
] as const;
const [COUNTRY, TASK, MEETING, PLACE] = OWN_WORDS;

const aNotice = (kind: CaseNotice['kind']): CaseNotice => ({
  kind,
  reference: 'KP/ANOMALY/2012/1',
  title: COUNTRY,
  zone: 'UTC',
  to: [{ code: 'GIN', who: 'contacts' }],
  lead: 'answer to the anomaly is awaited of GIN',
  paragraphs: ['Nothing follows by itself when the date passes: a body decides.'],
  when: { at: DUE, label: 'Due before' },
  facts: [['Received', 'in time']],
  duty: 'answer',
  digest: true,
});

const aMandate = (template: MandateNotice['template']): MandateNotice => ({
  template,
  reference: 'KP/MANDATE/2012/31e',
  meeting: 'KP/PLENARY/2012',
  paragraph: 31,
  task: TASK,
  zone: 'UTC',
  to: ['CKR'],
  addressees: ['CKR'],
  dueAt: template === 'review-due' ? null : DUE,
  reviewAt: DUE,
  event: null,
  reportTo: 'plenary-2013',
  words: 'The term has passed and no report is there. Please report, or ask for more time.',
});

const aHosting = (template: HostingNotice['template']): HostingNotice => ({
  template,
  reference: 'KP/HOSTING/2012/37a',
  meeting: 'KP/PLENARY/2012',
  paragraph: 37,
  what: TASK,
  host: 'WDC',
  zone: 'UTC',
  to: ['WDC'],
  startsAt: toInstant('2012-01-01T00:00:00Z'),
  endsAt: DUE,
  evaluationAt: null,
  words: 'The term has ended and nothing was decided. Please see to a decision.',
});

const aMeeting = (template: MeetingNotice['template']): MeetingNotice => ({
  template,
  reference: 'KP/PLENARY/2013',
  title: MEETING,
  place: PLACE,
  opensAt: DUE,
  endsAt: toInstant('2012-10-05T00:00:00Z'),
  zone: 'UTC',
  agendaUntil: toInstant('2012-09-03T00:00:00Z'),
  lines: [TASK],
});

const aSuccession = (template: SuccessionNotice['template']): SuccessionNotice => ({
  template,
  reference: 'KP/SUCC/2013',
  title: MEETING,
  office: 'vice-chair',
  zone: 'UTC',
  at: DUE,
  parties: ['RUR'],
  note: TASK,
});

const INSTEAD = 'everybody of GIN is away';
const ACROSS: Readonly<Record<string, object>> = {
  digest: {
    items: [
      { notice: aNotice('late'), instead: INSTEAD },
      { notice: aNotice('reminder'), instead: null },
    ],
  },
  'webhook-disabled': {
    name: TASK,
    host: 'hooks.example',
    because: 'it answered 410 Gone: it wants no more messages',
  },
};

/**
 * @param workflow and template, as they are registered
 * @returns the facts of such a mail; null where no sample is known
 */
export function sampleFacts(workflow: string, template: string): JsonObject | null {
  const facts =
    noticeFacts(workflow, template) ?? (workflow === 'across-cases' ? ACROSS[template] : undefined);
  return facts === undefined ? null : (JSON.parse(JSON.stringify(facts)) as JsonObject); // plain JSON by construction
}

/** The samples' templates are checked by the schemas that the renderers parse them with. */
function noticeFacts(workflow: string, template: string): object | undefined {
  const named = template as never; // the renderer's schema refuses a template that there is not
  switch (workflow) {
    case 'across-cases':
    case 'written-procedure':
      return undefined;
    case 'mandate':
      return { notice: aMandate(named), instead: INSTEAD };
    case 'hosting-term':
      return { notice: aHosting(named), instead: INSTEAD };
    case 'plenary-meeting':
      return { notice: aMeeting(named) };
    case 'succession':
      return { notice: aSuccession(named), names: { RUR: COUNTRY } };
    default:
      return { notice: aNotice(named), instead: INSTEAD };
  }
}
