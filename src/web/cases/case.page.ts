/** What the page of a case shows. Pure: readings and words in, plain data for the template out. */
import type { JsonObject } from '../../kernel/json.js';
import type { CommandSpec, WaitingFor } from '../../kernel/workflow.js';
import { statusTitle } from '../../modules/case-kinds/index.js';
import { type Asker, type CaseKind, holdsOffice } from '../../modules/cases/index.js';
import type { CaseReading } from './case-reading.service.js';
import { isFarReaching } from './far-reaching.js';
import { formOfCase, ownPagesOf } from '../frame/index.js';
import { type FactRow, type FactWords, factRows } from './reading/facts.js';
import { type Timeline, timelineOf } from './reading/timeline.js';

/** A command that may be given now. */
export interface ShownAct {
  readonly name: string;
  /** in the reader's language, as the text of a link */
  readonly title: string;
  readonly href: string;
  readonly farReaching: boolean;
}

/** Something that is due of somebody. */
export interface ShownDuty {
  readonly key: string;
  readonly what: string;
  /** names of those who are to act */
  readonly on: readonly string[];
  readonly since: string;
  readonly due: string | null;
  readonly late: boolean;
  readonly postponedUntil: string | null;
  readonly rung: WaitingFor['rung'];
  readonly unreachable: readonly string[];
  readonly acts: readonly ShownAct[];
}

/** Commands about one duty, in the order of a Secretariat's day. */
const DUTY_ACTS = ['remind', 'log-contact', 'answer', 'postpone', 'resume', 'excuse'] as const;
/** Members of a view that the page shows in places of their own. */
const ELSEWHERE: readonly string[] = [
  ...[
    'id',
    'reference',
    'title',
    'status',
    'needed',
    'next',
    'ended',
    'imported',
    'state',
    'health',
    'trouble',
  ],
  ...[
    'timers',
    'revision',
    'allowed',
    'waiting',
    'due',
    'duties',
    'journal',
    'asOf',
    'caseId',
    'declarable',
    'name',
    'zone',
    'language',
  ],
];

/** @returns the commands open to this person now, those that end something last */
export function actsOf(
  kind: CaseKind,
  id: string,
  allowed: readonly string[],
  say: FactWords['say'],
): readonly ShownAct[] {
  const acts = allowed.flatMap((name) => {
    const command: CommandSpec | undefined = kind.workflow.commands[name];
    if (!command) return [];
    const title = say(command.title);
    return [{ name, title, href: formOfCase(kind, id, name), farReaching: isFarReaching(name, command) }];
  });
  return [
    ...acts.filter(({ farReaching }) => !farReaching),
    ...acts.filter(({ farReaching }) => farReaching),
  ];
}

/**
 * @param waiting what a case waits for
 * @param acts open to the person, as {@link actsOf} gives them
 * @param now instant by which lateness is judged
 * @param words in the reader's language, with the names of parties, organs and offices, and who reads: whoever holds no office
 *   acts on the own duties alone
 */
export function dutiesOf(
  waiting: readonly WaitingFor[],
  acts: readonly ShownAct[],
  now: string,
  { names, say, asker }: Pick<FactWords, 'names' | 'say'> & { readonly asker: Asker },
): readonly ShownDuty[] {
  const nameOf = (code: string): string => names.get(code) ?? code;
  return waiting.map(({ key, what, on, since, due, postponedUntil, rung, unreachable }) => ({
    key,
    what: say(what),
    on: on.map(nameOf),
    since,
    due,
    late: due !== null && due <= now && (postponedUntil === null || postponedUntil <= now),
    postponedUntil,
    rung,
    unreachable: unreachable.map(nameOf),
    acts: DUTY_ACTS.flatMap((name) => {
      const act = acts.find((one) => one.name === name);
      if (!act || (name === 'resume' && postponedUntil === null)) return [];
      if (!holdsOffice(asker) && !on.some((code) => speaksFor(asker, code))) return [];
      return [{ ...act, href: `${act.href}?duty=${encodeURIComponent(key)}` }];
    }),
  }));
}

/**
 * @param acts open to the person
 * @param waiting what the case waits for
 * @returns those that are not about one duty; that somebody is reached again is offered where somebody was not
 */
export function actsBeside(
  acts: readonly ShownAct[],
  waiting: readonly Pick<WaitingFor, 'unreachable'>[],
): readonly ShownAct[] {
  const isLost = waiting.some(({ unreachable }) => unreachable.length > 0);
  return acts.filter(
    ({ name }) => !(DUTY_ACTS as readonly string[]).includes(name) && (name !== 'note-reachable' || isLost),
  );
}

function speaksFor({ party, organs = [] }: Asker, code: string): boolean {
  return code === party || organs.includes(code);
}

/** Everything on the page that is not a word of the catalogue. */
export interface CasePage {
  readonly kind: CaseKind;
  readonly id: string;
  readonly shown: CaseReading['shown'];
  /** in the reader's language */
  readonly status: string;
  readonly ownPage: string | null;
  readonly acts: readonly ShownAct[];
  readonly duties: readonly ShownDuty[];
  readonly facts: readonly FactRow[];
  readonly details: readonly FactRow[];
  readonly journal: readonly FactRow[];
  readonly timeline: Timeline;
}

/**
 * @param reading of the case
 * @param words in the reader's language
 * @param asked instant by which lateness is judged, who reads, and whether all of the history is wanted or the latest
 */
export function casePage(
  reading: CaseReading,
  words: FactWords,
  { now, asker, whole }: { readonly now: string; readonly asker: Asker; readonly whole: boolean },
): CasePage {
  const { kind, file, shown, waiting } = reading;
  const { caseId } = file;
  const acts = actsOf(kind, caseId, shown.allowed, words.say);
  const view = shown as unknown as JsonObject; // the desk gives plain JSON
  const rows = factRows(view, words, ELSEWHERE);
  const isShort = ({ value: { kind: of } }: FactRow): boolean =>
    of !== 'table' && of !== 'rows' && of !== 'list';
  const own = ownPagesOf(kind);
  return {
    kind,
    id: caseId,
    shown,
    status: words.say(statusTitle(kind.workflow.name, shown.status)),
    ownPage: own === null ? null : `${own}/${caseId}`,
    acts: actsBeside(acts, waiting),
    duties: dutiesOf(waiting, acts, now, { ...words, asker }),
    facts: rows.filter(isShort),
    details: [...rows].filter((row) => !isShort(row)).sort((one, other) => rank(one) - rank(other)),
    journal: factRows({ journal: view['journal'] ?? null }, words),
    timeline: timelineOf({ ...sourceOf(reading, words, now), whole }, words),
  };
}

/** What happened to the case is read before the rules it runs by. */
function rank({ key }: FactRow): number {
  return key === 'rules' ? 1 : 0;
}

/** What is due of several by the same instant is one line. */
function duesOf(waiting: readonly WaitingFor[], names: ReadonlyMap<string, string>) {
  const dues = new Map<string, { title: string; of: string[]; at: string }>();
  for (const { what, on, due } of waiting) {
    if (due === null) continue;
    const known = dues.get(`${due} ${what}`);
    const of = on.map((code) => names.get(code) ?? code);
    dues.set(`${due} ${what}`, { title: what, of: [...(known?.of ?? []), ...of], at: due });
  }
  return [...dues.values()];
}

function sourceOf(
  { kind, file, shown, history, batches, waiting }: CaseReading,
  { say, names }: FactWords,
  now: string,
) {
  const titles = new Map(
    Object.entries(kind.workflow.commands).map(([name, { title }]) => [name, say(title)]),
  );
  const next = shown.next;
  const timers = file.timers.map(({ title, dueAt }) => ({
    title: next && next.at === dueAt && next.sentence !== '' ? next.sentence : title,
    at: dueAt as string,
  }));
  const ahead = [...timers, ...duesOf(waiting, names)].filter(({ at }) => at > now);
  return { ...history, batches, titles, ahead: file.ended ? [] : ahead };
}
