/** The notices of a hosting term as mails: what each of them says. */
import type { MailRenderer } from '../notifications/index.js';
import {
  type HostingNotice,
  type HostingNoticeTemplate,
  hostingNoticeSchema,
} from '../../../workflows/hosting-term/index.js';
import { layOut } from '../notices/index.js';

type Saying = (notice: HostingNotice) => readonly [lead: string, ...paragraphs: string[]];

const SAYING: Readonly<Record<HostingNoticeTemplate, Saying>> = {
  opened: ({ what, host, words }) => [`${host} is to host: ${what}.`, `It is to be evaluated ${words}.`],
  'evaluation-dated': ({ what, words }) => [
    `The date of an evaluation has changed: how ${what} is hosted.`,
    words,
  ],
  'evaluation-review': ({ what, words }) => [
    `Is it time to evaluate how ${what} is hosted?`,
    `It is to be evaluated ${words}. Date the event, call for the evaluation, or say when to look next.`,
  ],
  'evaluation-due': ({ what, words }) => [`An evaluation is due: how ${what} is hosted.`, words],
  evaluated: ({ what, words }) => [`The hosting was evaluated: ${what}.`, words],
  'term-ending': ({ what, host }) => [
    `The term of ${host} ends soon: ${what}.`,
    'A decision is needed before: renewal, another host, or the end. Without one it is neither renewed nor ended.',
  ],
  'expired-undecided': ({ what, host }) => [
    `The term of ${host} has ended and nothing was decided: ${what}.`,
    'It is neither renewed nor ended. A decision is needed.',
  ],
  escalated: ({ what, words }) => [`A hosting is undecided: ${what}.`, words],
  renewed: ({ what, host, words }) => [`${host} goes on hosting: ${what}.`, words],
  replaced: ({ what, words }) => [`Another host was chosen: ${what}.`, words],
  'end-decided': ({ what, words }) => [`The hosting is to end: ${what}.`, words],
  ended: ({ what, words }) => [`The hosting has ended: ${what}.`, words],
};

/** Notices that only ask or remind: one to a contact whose mail came back before is not tried again. */
export const ROUTINE_HOSTING_NOTICES: readonly HostingNoticeTemplate[] = ['evaluation-review', 'term-ending'];

/** Renders any notice of a hosting term, in English. */
export const renderHostingNotice: MailRenderer = (mail) => {
  const notice = hostingNoticeSchema.parse(mail.facts['notice']);
  const [lead, ...paragraphs] = SAYING[notice.template](notice);
  return layOut(mail, notice.reference, {
    lead,
    paragraphs,
    when: { at: notice.endsAt, label: 'The term ends' },
    facts: [
      ['Decided by', `${notice.meeting}, paragraph ${notice.paragraph}`],
      ['Host', notice.host],
    ],
  });
};
