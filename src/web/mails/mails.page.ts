import type { Words } from '../../platform/http/words.js';
import type {
  AttemptOutcome,
  MailAttempt,
  MailEntry,
  MailStatus,
} from '../../modules/notifications/index.js';

/** What is asked of the log. */
export interface MailQuestion {
  readonly status?: MailStatus | undefined;
  readonly party?: string | undefined;
  readonly address?: string | undefined;
  readonly case?: string | undefined;
  readonly before?: string | undefined;
}

const TAGS: Readonly<Record<MailStatus, string>> = {
  queued: 'govuk-tag--yellow',
  sent: 'govuk-tag--green',
  bounced: 'govuk-tag--red',
  skipped: 'govuk-tag--grey',
  failed: 'govuk-tag--red',
};

/** @returns a mail with what its line shows beside its facts; its kind by the name that procedures give it, else in English */
export function mailLine(mail: MailEntry, { t, has, phraseText }: Pick<Words, 't' | 'has' | 'phraseText'>) {
  const kind = `procedures.mail.${mail.template}`;
  const why = has(kind) ? t(kind) : phraseText(mail.template.replaceAll('-', ' '));
  return { ...mail, tag: TAGS[mail.status], why };
}

/** An outcome of a try, or `open`: it is under way, or was cut short. */
const OUTCOME_TAGS: Readonly<Record<AttemptOutcome | 'open', string>> = {
  taken: 'govuk-tag--green',
  refused: 'govuk-tag--red',
  deferred: 'govuk-tag--yellow',
  'given-up': 'govuk-tag--red',
  open: 'govuk-tag--grey',
};

/** @returns a try with what its line shows beside its facts */
export function deliveryLine(attempt: MailAttempt) {
  const outcome = attempt.outcome ?? 'open';
  return { ...attempt, outcome, tag: OUTCOME_TAGS[outcome] };
}

/**
 * @param found one more than a page holds, where there are more
 * @param size lines of a page
 * @returns the lines, and the address of older ones
 */
export function mailPages(
  found: readonly MailEntry[],
  question: MailQuestion,
  size: number,
  words: Pick<Words, 't' | 'has' | 'phraseText'>,
) {
  const shown = found.slice(0, size);
  const last = shown.at(-1);
  const asked = Object.entries({ ...question, before: last?.id }).filter(([, value]) => value !== undefined);
  return {
    mails: shown.map((mail) => mailLine(mail, words)),
    older:
      found.length > size ? `/mails?${new URLSearchParams(asked as [string, string][]).toString()}` : null, // undefined ones are left out above
    isFiltered: Object.entries(question).some(([name, value]) => name !== 'before' && value !== undefined),
  };
}
