/** What the page of the board shows. Pure. */
import type { Instant } from '../../../kernel/instant.js';
import type { NamesByCode, Words } from '../../../platform/http/words.js';
import { nounOf, statusTitle } from '../../../modules/case-kinds/index.js';
import {
  type BoardLine,
  type BoardPage,
  type BoardSummary,
  GROUPS,
  LEVELS,
  type Level,
  boardWorkflows,
} from '../../../modules/deadline-board/index.js';
import { type Act, isOfSilence } from './board-acts.js';
import { type Asked, type AskedFault, addressWith, isFiltered } from './board-asked.js';
import { spanText } from './board-span.js';
import { pageOfCase } from '../../frame/index.js';

/** Tags have a word each; the colour only helps. */
export const LEVEL_TAGS: Readonly<Record<Level, string>> = {
  stuck: 'govuk-tag--purple',
  late: 'govuk-tag--red',
  'at-risk': 'govuk-tag--orange',
  'due-soon': 'govuk-tag--yellow',
  waiting: 'govuk-tag--grey',
  postponed: 'govuk-tag--grey',
  closed: 'govuk-tag--green',
};
/** So many names stand in a line; the others are in what opens. */
const NAMED = 3;

/** Something to choose in a list. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Codes with names, for the lists of the filter. */
export interface Directory {
  readonly organs: readonly Choice[];
  readonly parties: readonly Choice[];
}

/** Everything the page is made of. */
export interface BoardReading {
  readonly asked: Asked;
  readonly faults: readonly AskedFault[];
  /** null where what was asked is at fault */
  readonly page: BoardPage | null;
  readonly summary: BoardSummary;
  readonly directory: Directory;
  /** what can be done about each line, by {@link lineId} */
  readonly acts: ReadonlyMap<string, readonly Act[]>;
  /** what comes next by itself, in the sentence of the case, by {@link lineId}; of a line that is not there its timer's title says it */
  readonly next: ReadonlyMap<string, string>;
  readonly isOffice: boolean;
  readonly mayRemind: boolean;
}

/** @returns what the cases of a workflow are called, in the plural; a workflow that nobody has described yet by its own noun */
export function kindText(
  { t, has, phraseText }: Pick<Words, 't' | 'has' | 'phraseText'>,
  workflow: string,
): string {
  const key = `board.kind.${workflow}`;
  return has(key) ? t(key) : phraseText(nounOf(workflow, 2));
}

/** @returns names by code: those to choose from, without the code behind them */
export function namesIn({ organs, parties }: Directory): NamesByCode {
  const named = ({ value, text }: Choice): [string, string] => [value, text.replace(` (${value})`, '')];
  return new Map([...organs, ...parties].map(named));
}

/** @returns the name of a line within its page */
export function lineId({ caseId, key }: Pick<BoardLine, 'caseId' | 'key'>): string {
  return `line-${caseId}-${key.replaceAll(/[^a-z0-9-]/g, '-')}`;
}

/** @returns what the template reads */
export function boardPage(reading: BoardReading, words: Words, zone: string) {
  const { t } = words;
  const { asked, faults, page, summary, directory, isOffice, mayRemind } = reading;
  const { after, ...first } = asked;
  const files = new URLSearchParams({ zone, ...first }).toString();
  return {
    title: faults.length > 0 ? t('board.errorTitle', { title: t('board.title') }) : t('board.title'),
    wide: true,
    asked,
    ...faultsShown(faults, words, labelsOf(t)),
    asOf: summary.asOf,
    behind: summary.behind,
    tabs: tabsOf(reading, t),
    group: asked.group ?? null,
    isFiltered: isFiltered(asked),
    isOffice,
    mayRemind,
    choices: choicesOf(reading, words),
    lines: (page?.lines ?? []).map((line) => shown(line, summary.asOf, reading, words)),
    names: namesIn(directory),
    next: page?.next ? addressWith('/board', asked, { after: page.next }) : null,
    first: after === undefined ? null : addressWith('/board', first),
    clear: addressWith('/board', asked.group === undefined ? {} : { group: asked.group }),
    csv: `/api/v1/board.csv?${files}`,
    json: `/api/v1/board?${files}`,
    feed: feedPath(asked),
    reminders: remindersPath(asked),
  };
}

/** @returns the faults as a summary lists them, each leading to its field, and as each field shows its own */
export function faultsShown(
  faults: readonly AskedFault[],
  { phraseText }: Pick<Words, 'phraseText'>,
  labels: Readonly<Record<string, string>> = {},
) {
  const said = faults.map(({ field, message }) => ({ field, text: phraseText(message) }));
  return {
    faultList: said.map(({ field, text }) => {
      const label = labels[field];
      return { text: label === undefined ? text : `${label}: ${text}`, href: `#${field}` };
    }),
    faultAt: Object.fromEntries(said.map(({ field, text }) => [field, { text }])),
  };
}

/** @returns what the fields are called that a fault may be of */
export function labelsOf(t: Words['t']): Readonly<Record<string, string>> {
  const fields = ['q', 'workflow', 'party', 'organ', 'office', 'level', 'from', 'to'] as const;
  return Object.fromEntries(fields.map((field) => [field, t(`board.filter.${field}`)]));
}

function tabsOf({ asked, summary }: BoardReading, t: Words['t']) {
  const tab = (group: string | undefined, count: number | null) => ({
    href: addressWith('/board', asked, { group, after: undefined }),
    text: t(`board.group.${group ?? 'all'}`),
    count,
    current: (asked.group ?? undefined) === group,
    name: group ?? 'all',
  });
  return [...GROUPS.map((group) => tab(group, summary.counts[group])), tab(undefined, null)];
}

function choicesOf({ directory }: BoardReading, words: Words) {
  const { t, phraseText } = words;
  const any: Choice = { value: '', text: t('board.filter.any') };
  const kinds = boardWorkflows().map((value) => ({ value, text: kindText(words, value) }));
  return {
    organ: [any, ...directory.organs],
    party: [any, ...directory.parties],
    office: [
      any,
      ...[
        ['chair', 'the Chair'],
        ['vice-chair', 'the Vice-Chair'],
        ['secretariat', 'the Secretariat'],
      ].map(([value = '', name = '']) => ({ value, text: phraseText(name) })),
    ],
    workflow: [any, ...kinds.sort((a, b) => a.text.localeCompare(b.text))],
    level: [
      any,
      ...LEVELS.filter((level) => level !== 'closed').map((value) => ({
        value,
        text: t(`board.level.${value}`),
      })),
    ],
  };
}

function shown(line: BoardLine, now: Instant, { acts, next, isOffice }: BoardReading, words: Words) {
  const { t, phraseText } = words;
  const presses = line.postponedUntil ?? line.dueAt;
  const names = line.waitsOn.map(({ name }) => phraseText(name));
  const own = acts.get(lineId(line)) ?? [];
  return {
    ...line,
    id: lineId(line),
    href: pageOfCase(line.workflow, line.caseId),
    kind: kindText(words, line.workflow),
    status: statusTitle(line.workflow, line.status),
    tag: { text: t(`board.level.${line.level}`), classes: LEVEL_TAGS[line.level] },
    presses,
    span: line.endedAt === null && presses !== null ? spanText(t, presses, now) : null,
    names: names.slice(0, NAMED),
    otherNames: names.slice(NAMED),
    lost: line.unreachable.map(({ name, because }) => t(`board.lost.${because}`, { who: phraseText(name) })),
    trouble: isOffice ? line.trouble : null,
    note: isOffice && isOfSilence(line) ? t('board.noExcuse') : null,
    next: line.timer && { sentence: next.get(lineId(line)) ?? line.timer.title, at: line.timer.at },
    acts: own.map(({ title, message, href }) => ({
      text: message === null ? phraseText(title ?? '') : t(message),
      href,
    })),
  };
}

/** Calendars are made of an organ or a party. */
function feedPath({ organ, party }: Asked): string {
  if (party) return `/calendar?${new URLSearchParams({ kind: 'party', code: party }).toString()}`;
  if (organ) return `/calendar?${new URLSearchParams({ kind: 'organ', code: organ }).toString()}`;
  return '/calendar';
}

function remindersPath({ organ, party, workflow, level, group }: Asked): string {
  const late = level === 'late' || group === 'overdue';
  const given = Object.entries({ organ, party, workflow, ...(late ? { late: 'true' } : {}) }).flatMap(
    ([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]),
  );
  const query = new URLSearchParams(given).toString();
  return `/board/reminders${query === '' ? '' : `?${query}`}`;
}
