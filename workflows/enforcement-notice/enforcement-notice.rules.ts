/** How the case of a certificate begins, who is to check it, and who has been told; pure. */
import type { StartInput } from '../../src/kernel/workflow.js';
import { type Outgoing, after, changeDuty, close, notify, openedCase, owe } from '../casework/index.js';
import type { EnforcementContext } from './enforcement-notice.context.js';
import { report } from './opening.command.js';

type Notice = EnforcementContext;

/** @returns who says whether it is genuine: the alleged issuer; the Secretariat where the certificate names none */
export function checkerOf({ certificate }: Pick<Notice, 'certificate'>): string {
  return certificate.issuer ?? 'secretariat';
}

/** @returns codes of all who were told so far, each once */
export function toldOf({ shared }: Pick<Notice, 'shared'>): readonly string[] {
  return [...new Set(shared.flatMap((one) => one.with))];
}

/** @returns those told who have not acknowledged it */
export function silentOf(context: Pick<Notice, 'shared' | 'acknowledged'>): readonly string[] {
  const heard = context.acknowledged.map(({ by }) => by);
  return toldOf(context).filter((code) => !heard.includes(code));
}

/** @returns the certificate in words: `certificate GN-1 of GIN` */
export function certificateWords({ certificate }: Pick<Notice, 'certificate'>): string {
  return `certificate ${certificate.number}${certificate.issuer === null ? '' : ` of ${certificate.issuer}`}`;
}

/** @returns the memory as it is reported */
export function reportedContext(input: StartInput): Notice {
  const { reportedBy, certificate, text, documents, rules } = report.payloadOf(input);
  const opened = openedCase(input, ['measures', 'organ-work']);
  const { issuer } = certificate;
  return {
    ...opened,
    subjects: [...new Set([...(issuer === null ? [] : [issuer]), ...opened.subjects])],
    concerns: [...new Set([reportedBy, ...opened.concerns])],
    rules,
    reportedBy,
    certificate,
    text,
    documents,
    checks: [],
    contested: [],
    shared: [],
    acknowledged: [],
    followUps: [],
    corrections: [],
  };
}

/** @returns the memory where somebody is to say whether the certificate is genuine */
export function awaitCheck(context: Notice): Partial<Notice> {
  return owe(context, {
    id: 'check',
    what: `word whether ${certificateWords(context)} is genuine`,
    basis: 'Washington communiqué 2012, paragraph 54; days assumed',
    from: [checkerOf(context)],
    due: after(context.asOf, context.rules.checkWithin, context.zone),
    ladder: 'measures',
  });
}

/** @returns the memory after it was shared: an acknowledgement is due of all who were told and have not given one, pressed by mail alone */
export function awaitAcknowledgements(context: Notice): Pick<Notice, 'duties'> {
  const from = [...silentOf(context)];
  if (from.length === 0) return { duties: context.duties };
  const due = after(context.asOf, context.rules.acknowledgeWithin, context.zone);
  const what = `acknowledgement of the warning on ${certificateWords(context)}`;
  return owe(context, { id: 'acknowledgement', what, basis: 'assumed', from, due, ladder: 'organ-work' });
}

/** @returns the memory after somebody acknowledged it: it is due of the others alone */
export function acknowledgementGiven(context: Notice): Pick<Notice, 'duties'> {
  const silent = silentOf(context);
  if (silent.length === 0) return close(context, 'acknowledgement');
  return changeDuty(context, 'acknowledgement', ({ from }) => ({
    from: from.filter((code) => silent.includes(code)),
  }));
}

/** @returns the memory where it is for the Chair to share it, or to close the case; no day is set for it */
export function awaitChair(context: Notice): Partial<Notice> {
  const what = `what follows on ${certificateWords(context)}, or the close of the case`;
  return owe(context, { id: 'course', what, basis: 'assumed', from: ['chair'], due: null, ladder: null });
}

/** @returns the memory where it was found genuine: whoever reported it is to withdraw or contest, and no warning is to be acknowledged */
export function awaitAnswer(context: Notice): Partial<Notice> {
  const refuted = { ...context, ...close(context, 'acknowledgement', 'dropped', 'found genuine') };
  return owe(
    { ...refuted, ...close(refuted, 'course') },
    {
      id: 'answer',
      what: 'withdrawal of the report, or a word why it stands',
      basis: 'assumed',
      from: [context.reportedBy],
      due: after(context.asOf, context.rules.answerWithin, context.zone),
      ladder: 'measures',
    },
  );
}

/** @returns the request to whoever is to check it */
export function tellCheck(context: Notice): readonly Outgoing[] {
  return [
    ...notify(context, [checkerOf(context)], {
      kind: 'request',
      lead: `${context.reportedBy} reports ${certificateWords(context)} as fake: please say whether it is genuine`,
      paragraphs: [context.text, ...context.contested.slice(-1).map(({ text }) => text)],
      duty: 'check',
    }),
    ...notify(context, ['chair', 'secretariat'], {
      kind: 'opened',
      lead: `${certificateWords(context)} is reported as fake`,
    }),
  ];
}
