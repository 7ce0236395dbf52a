/** What the pages of one government's open work show. Pure. */
import { deadlineText } from '../../kernel/deadline-text.js';
import {
  type BallotStanding,
  type BallotState,
  phaseOf,
  standingAnswer,
  stateOf,
} from '../../modules/ballots/index.js';
import type { BoardLine, Load } from '../../modules/deadline-board/index.js';
import { spanText } from '../../platform/http/countdown.js';
import type { Words } from '../../platform/http/words.js';
import { pageOfCase } from '../frame/index.js';
import type { Open } from './open.service.js';

/** Who reads, and how to speak to them. */
export interface OpenReader {
  readonly t: Words['t'];
  readonly partyName: Words['partyName'];
  readonly locale: string;
  readonly zone: string;
}

/** Groups of procedures, in the order of the page. */
const GROUPS = ['answer', 'answered', 'later', 'closed'] as const;
type Group = (typeof GROUPS)[number];

const GROUP_OF: Partial<Readonly<Record<BallotState, Group>>> = {
  open: 'answer',
  answered: 'answered',
  colleague: 'answered',
  offline: 'answered',
  'not-yet': 'later',
};

/**
 * @param open what is open
 * @param reader of the page
 * @param present case of the link that was followed: its ballot is reached by that link itself
 * @returns procedures in groups, other duties, the load
 */
export function openPage(open: Open, reader: OpenReader, present: string | null = null) {
  const procedures = open.procedures.map((standing) => procedureLine(standing, open, reader, present));
  return {
    party: reader.partyName(open.party.code, open.party.name),
    partyCode: open.party.code,
    groups: GROUPS.map((name) => ({
      name,
      procedures: procedures.filter(({ group }) => group === name),
    })).filter((group) => group.procedures.length > 0),
    duties: open.duties.lines.map(dutyLine),
    next: open.duties.next,
    isEmpty: procedures.length === 0 && open.duties.lines.length === 0,
    toAnswer: procedures.filter(({ group }) => group === 'answer').length,
  };
}

function procedureLine(
  standing: BallotStanding,
  { linked, now }: Open,
  { t, locale, zone }: OpenReader,
  present: string | null,
) {
  const { file, context, round, rules, party, isObserver } = standing;
  const state = stateOf(standing);
  const answer = standingAnswer(standing);
  const { at } = round.deadline;
  const span = spanText(now, at, locale);
  return {
    caseId: file.caseId,
    group: GROUP_OF[state] ?? 'closed',
    state,
    reference: context.reference,
    title: context.title,
    contentLanguage: rules.languages.authoritative,
    due: {
      ...deadlineText(at, { zone, locale }),
      span: t(now < at ? 'ballots.heading.left' : 'ballots.heading.ago', { span }),
      now,
    },
    answer: answer && t(`ballots.kinds.${answer.kind}`),
    answeredBy: party.contacts.find(({ id }) => id === answer?.contact)?.name ?? null,
    silence: t(
      `ballots.silence.${isObserver ? 'observer' : round.kind === 'postal-vote' ? 'vote' : rules.silence.means}`,
    ),
    isPresent: file.caseId === present,
    hasLink: linked.has(`${file.caseId} ${round.number}`),
    /** whoever is signed in needs no link to answer, as long as the window is open */
    takesAnswers: phaseOf(standing) === 'open',
  };
}

function dutyLine(line: BoardLine) {
  const { key, caseId, reference, title, what, dueAt, postponedUntil, level, why, workflow } = line;
  const isLater = postponedUntil !== null && (dueAt === null || postponedUntil > dueAt);
  return {
    key: `${caseId}-${key}`,
    reference,
    title,
    what,
    due: isLater ? postponedUntil : dueAt,
    level,
    why,
    href: pageOfCase(workflow, caseId),
  };
}

/** @returns how much falls due in which month; null where nothing is dated */
export function loadPage({ months, undated, peak }: Load, locale: string) {
  if (months.length === 0) return null;
  const name = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  return {
    months: months.map(({ month, things }) => ({
      name: name.format(new Date(`${month}-15T12:00:00Z`)),
      things,
    })),
    most: peak?.things ?? 1,
    undated,
  };
}
