/** What the pages of the reminders to many show. Pure. */
import type { Words } from '../../../platform/http/words.js';
import type { BulkLine, BulkOutcome, LeftOut, ShownBulk } from '../../../modules/notices/index.js';
import { pageOfCase } from '../../frame/index.js';
import { type Choice, type Directory, faultsShown, kindText, labelsOf } from '../lines/board.page.js';
import type { AskedFault } from '../lines/board-asked.js';
import { type RemindersAsked, remindersAddress } from './reminders-asked.js';

/** Of so many people some may be chosen; more are chosen by the filter. */
const CHOOSABLE = 200;

/** @returns what the form's template reads; what was typed is kept */
export function remindersForm(
  asked: RemindersAsked,
  faults: readonly AskedFault[],
  around: { readonly nonce: string; readonly directory: Directory; readonly workflows: readonly string[] },
  words: Words,
) {
  const { t } = words;
  const { nonce, directory, workflows } = around;
  const any: Choice = { value: '', text: t('board.filter.any') };
  const title = t('board.reminders.title');
  return {
    title: faults.length > 0 ? t('board.errorTitle', { title }) : title,
    mayRemind: true,
    asked,
    nonce,
    ...faultsShown(faults, words, { ...labelsOf(t), ids: t('board.reminders.ids') }),
    workflows: [any, ...workflows.map((value) => ({ value, text: kindText(words, value) }))],
    organs: [any, ...directory.organs],
    parties: [any, ...directory.parties],
  };
}

/** Why a list stands here that was not asked for. */
export type Renewed = 'expired' | 'other-list' | null;

/** @param renewed why another list was asked for and this one is shown in its place; null: it was asked for itself */
export function reminderList(
  shown: ShownBulk,
  asked: RemindersAsked,
  around: { readonly nonce: string; readonly renewed: Renewed; readonly faults?: readonly AskedFault[] },
  words: Words,
) {
  const { t } = words;
  const { nonce, renewed, faults = [] } = around;
  const people = new Set(shown.lines.map(({ contact }) => contact)).size;
  const title = t('board.reminders.listTitle', { mails: shown.lines.length, people });
  return {
    title: faults.length > 0 ? t('board.errorTitle', { title }) : title,
    heading: title,
    wide: true,
    mayRemind: true,
    asked,
    nonce,
    renewed,
    ...faultsShown(faults, words),
    list: { id: shown.id, hash: shown.hash, expiresAt: shown.expiresAt },
    lines: shown.lines.map((line) => lineShown(line, words)),
    leftOut: shown.leftOut.map(leftOutShown),
    people,
    choosable: people > 1 && people <= CHOOSABLE,
    change: remindersAddress('/board/reminders', asked),
  };
}

/** @returns what the template of a list that is too old reads */
export function expiredList(shown: ShownBulk, asked: RemindersAsked, nonce: string, { t }: Words) {
  return {
    title: t('board.reminders.expiredTitle'),
    mayRemind: true,
    asked,
    nonce,
    expiresAt: shown.expiresAt,
  };
}

/** @returns what the template of the result reads */
export function reminderResult(outcome: BulkOutcome, asked: RemindersAsked, words: Words) {
  return {
    title: words.t('board.reminders.resultTitle', { n: outcome.sent.length }),
    wide: true,
    mayRemind: true,
    sentAt: outcome.sentAt,
    sent: outcome.sent.map((line) => lineShown(line, words)),
    leftOut: outcome.leftOut.map(leftOutShown),
    again: remindersAddress('/board/reminders', asked),
  };
}

function lineShown(line: BulkLine, { t }: Words) {
  const languages = new Intl.DisplayNames([t('board.reminders.locale')], { type: 'language' });
  return {
    ...line,
    href: pageOfCase(line.workflow, line.caseId),
    reads: ((line.languages as readonly string[] | undefined) ?? []).map((tag) => languages.of(tag) ?? tag), // lists kept before languages were
  };
}

function leftOutShown(one: LeftOut) {
  return { ...one, href: pageOfCase(one.workflow, one.caseId) };
}
