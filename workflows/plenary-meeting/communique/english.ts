/** English. */
import type { ClauseDeadline, Verb } from '../clause.js';
import { longDay, momentOf } from './dates.js';
import type { DepartureWords, VerbForms, Wording } from './wording.js';

const VERBS: VerbForms = {
  adopted: 'adopted',
  approved: 'approved',
  endorsed: 'endorsed',
  resolved: 'resolved',
  confirmed: 'confirmed',
  decided: 'decided',
  added: 'added',
  reaffirmed: 'reaffirmed',
  committed: 'committed itself',
  concluded: 'concluded',
  supported: 'supported',
  welcomed: 'welcomed',
  acknowledged: 'acknowledged',
  noted: 'noted',
  'took-note': 'took note of',
  commended: 'commended',
  recognized: 'recognized',
  recalled: 'recalled',
  emphasized: 'emphasized',
  underlined: 'underlined',
  highlighted: 'highlighted',
  appreciated: 'appreciated',
  thanked: 'thanked',
  reviewed: 'reviewed',
  regretted: 'regretted',
  requested: 'requested',
  tasked: 'tasked',
  instructed: 'instructed',
  invited: 'invited',
  encouraged: 'encouraged',
  'called-upon': 'called upon',
  directed: 'directed',
  referred: 'referred',
  informed: 'informed',
};

/** Names that English does not say without «the». */
const TAKES_ARTICLE =
  /^(United|Democratic Republic|Republic of|Central African Republic|Friends of|Participants of|Netherlands|Philippines)|\b(Federation|Union|Republic|Committee|Group|Council|Coalition|Initiative|Association|Secretariat|Organi[sz]ation|Process|Commission|Emirates)\b/;

const CLASSES = {
  decides: 'a decision',
  'takes-note': 'taking note',
  mandates: 'a mandate',
  informs: 'information',
} as const;

const DEPARTURES: DepartureWords = {
  verbChanged: (from, fromClass, to, toClass) =>
    fromClass === toClass
      ? `the edit says «${to}» where the fact says «${from}»`
      : `the edit says «${to}», which is ${CLASSES[toClass]}, where the fact says «${from}», which is ${CLASSES[fromClass]}`,
  verbDropped: (verb) => `the edit no longer says «${verb}», as the fact does`,
  actorDropped: (who) => `the edit no longer says that ${who} acted`,
  sourceDropped: (who) => `the edit no longer names ${who}, on whose recommendation this rests`,
  addresseeDropped: (who) => `the edit no longer names ${who}, to whom the fact addresses this`,
  termChanged: (from, to) => `the edit says ${to} where the fact says ${from}`,
  termDropped: (term) => `the edit no longer gives the term «${term}»`,
  conditionDropped: (condition) => `the edit no longer states the condition «${condition}»`,
  reportDropped: (to) => `the edit no longer says that ${to} is to be reported to`,
  referenceDropped: (paragraph) => `the edit no longer refers to paragraph ${paragraph}`,
  referenceAdded: (paragraph) => `the edit refers to paragraph ${paragraph}, which the fact does not`,
};

function named(name: string): string {
  return TAKES_ARTICLE.test(name) && !name.startsWith('the ') ? `the ${name}` : name;
}

function joined(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

function term(deadline: ClauseDeadline, zone: string): string {
  switch (deadline.kind) {
    case 'day':
      return `by ${longDay(deadline.on)}`;
    case 'instant': {
      const { day, time, place } = momentOf(deadline.at, zone, 'en-GB');
      return `by ${time} on ${day} (${place === 'UTC' ? place : `${place} time`})`;
    }
    case 'soft':
    case 'event':
      return deadline.words;
  }
}

export const english: Wording = {
  language: 'en',
  locale: 'en-GB',
  verbs: VERBS,
  collectives: {
    plenary: 'the Plenary',
    participants: 'Participants',
    observers: 'Observers',
    chair: 'the Chair',
    'vice-chair': 'the Vice-Chair',
    secretariat: 'the Secretariat',
    all: 'all Participants and Observers',
  },
  pronoun: (_by, name) => (/s$/.test(name) ? null : 'it'),
  again: (predicate) => `also ${predicate}`,
  named,
  joined,
  recommendedBy: (source) => `as recommended by ${source}, `,
  onTheSameRecommendation: 'on the same recommendation, ',
  mandated: (verb: Verb, addressees) =>
    `${VERBS[verb]} ${verb === 'referred' ? 'to ' : ''}${joined(addressees)}`,
  condition: (of, condition) =>
    of === 'decides' || of === 'mandates' ? `provided that ${condition}` : `if ${condition}`,
  term,
  report: (of, to) =>
    of === 'mandates' || of === 'informs' ? `and to report to ${to}` : `with a report to ${to}`,
  event: (name, year) =>
    ['plenary', 'intersessional'].includes(name)
      ? `the ${name === 'plenary' ? 'Plenary' : 'Intersessional'} of ${year}`
      : null,
  see: (paragraphs) =>
    ` (see paragraph${paragraphs.length > 1 ? 's' : ''} ${joined(paragraphs.map(String))})`,
  seePattern: / \(see paragraphs? \d+(?:, \d+)*(?: and \d+)?\)(?=\.?$)/,
  paragraphPattern: /\bparagraphs? (\d+(?:(?:, | and )\d+)*)/g,
  tidy: (text) => text,
  labels: {
    communique: 'Communiqué',
    statement: 'Statement of the Chair',
    draft: (asOf) => `Draft, as of ${asOf}`,
    adopted: (at) => `Adopted on ${at}`,
    published: (at) => `Published on ${at}`,
    stated: (at) => `No communiqué was agreed. The Chair stated the outcome on ${at}`,
    page: (number, total) => `page ${number} of ${total}`,
    paragraphs: 'Paragraphs',
    noFact: 'no recorded fact',
    outdated: 'the fact has changed since this was edited',
    edited: 'edited',
    unframed: 'in its own words: there is no wording for its language yet',
    nothingYet: 'No clause is recorded yet.',
  },
  departures: DEPARTURES,
};
