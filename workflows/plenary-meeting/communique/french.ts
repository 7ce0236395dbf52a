/** Français. Names of parties and organs come with their article («le Ghana»); a name that has no French form stands as it is. */
import type { ClauseDeadline, Verb } from '../clause.js';
import { longDay, momentOf } from './dates.js';
import type { DepartureWords, VerbForms, Wording } from './wording.js';

const VERBS: VerbForms = {
  adopted: 'a adopté',
  approved: 'a approuvé',
  endorsed: 'a entériné',
  resolved: 'a résolu',
  confirmed: 'a confirmé',
  decided: 'a décidé',
  added: 'a ajouté',
  reaffirmed: 'a réaffirmé',
  committed: 'a pris l’engagement',
  concluded: 'a conclu',
  supported: 'a soutenu',
  welcomed: 'a accueilli avec satisfaction',
  acknowledged: 'a pris acte de',
  noted: 'a noté',
  'took-note': 'a pris note de',
  commended: 'a salué',
  recognized: 'a reconnu',
  recalled: 'a rappelé',
  emphasized: 'a insisté sur',
  underlined: 'a souligné',
  highlighted: 'a mis en relief',
  appreciated: 'a apprécié',
  thanked: 'a remercié',
  reviewed: 'a examiné',
  regretted: 'a regretté',
  requested: 'a prié',
  tasked: 'a chargé',
  instructed: 'a donné instruction',
  invited: 'a invité',
  encouraged: 'a encouragé',
  'called-upon': 'a demandé instamment',
  directed: 'a enjoint',
  referred: 'a renvoyé',
  informed: 'a informé',
};

/** Mandates whose addressee is an indirect object. */
const WITH_TO: ReadonlySet<Verb> = new Set<Verb>(['instructed', 'called-upon', 'directed', 'referred']);

const CLASSES = {
  decides: 'une décision',
  'takes-note': 'une prise de note',
  mandates: 'un mandat',
  informs: 'une information',
} as const;

const DEPARTURES: DepartureWords = {
  verbChanged: (from, fromClass, to, toClass) =>
    fromClass === toClass
      ? `la rédaction dit «${to}» là où le fait dit «${from}»`
      : `la rédaction dit «${to}», soit ${CLASSES[toClass]}, là où le fait dit «${from}», soit ${CLASSES[fromClass]}`,
  verbDropped: (verb) => `la rédaction ne dit plus «${verb}», comme le fait`,
  actorDropped: (who) => `la rédaction ne dit plus qui a agi : ${who}`,
  sourceDropped: (who) => `la rédaction ne nomme plus l’auteur de la recommandation : ${who}`,
  addresseeDropped: (who) => `la rédaction ne nomme plus le destinataire : ${who}`,
  termChanged: (from, to) => `la rédaction dit ${to} là où le fait dit ${from}`,
  termDropped: (term) => `la rédaction n’indique plus le délai «${term}»`,
  conditionDropped: (condition) => `la rédaction n’énonce plus la condition «${condition}»`,
  reportDropped: (to) => `la rédaction ne dit plus à qui il est fait rapport : ${to}`,
  referenceDropped: (paragraph) => `la rédaction ne renvoie plus au paragraphe ${paragraph}`,
  referenceAdded: (paragraph) =>
    `la rédaction renvoie au paragraphe ${paragraph}, ce que le fait ne fait pas`,
};

function joined(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} et ${items.at(-1) ?? ''}`;
}

/** French says «1er» for the first of a month, which Intl leaves out. */
function frenchDay(day: string): string {
  return longDay(day, 'fr-FR').replace(/^1 /, '1er ');
}

function term(deadline: ClauseDeadline, zone: string): string {
  switch (deadline.kind) {
    case 'day':
      return `au plus tard le ${frenchDay(deadline.on)}`;
    case 'instant': {
      const { day, time, place } = momentOf(deadline.at, zone, 'fr-FR');
      const clock = place === 'UTC' ? place : `heure de ${place}`;
      return `au plus tard le ${day.replace(/^1 /, '1er ')} à ${time.replace(':', ' h ')} (${clock})`;
    }
    case 'soft':
    case 'event':
      return deadline.words;
  }
}

const CONTRACTIONS: Readonly<Record<string, string>> = {
  'à le': 'au',
  'à les': 'aux',
  'de le': 'du',
  'de les': 'des',
};

const EVENTS: Readonly<Record<string, string>> = {
  plenary: 'la Plénière',
  intersessional: 'la réunion intersessions',
};

export const french: Wording = {
  language: 'fr',
  locale: 'fr-FR',
  verbs: VERBS,
  collectives: {
    plenary: 'la Plénière',
    participants: 'les Participants',
    observers: 'les Observateurs',
    chair: 'la présidence',
    'vice-chair': 'la vice-présidence',
    secretariat: 'le secrétariat',
    all: 'l’ensemble des Participants et des Observateurs',
  },
  pronoun: (by) => (by === 'plenary' ? 'elle' : null),
  again: (predicate) => predicate.replace(/^a /, 'a également '),
  named: (name) => name,
  joined,
  recommendedBy: (source) => `sur la recommandation de ${source}, `,
  onTheSameRecommendation: 'sur la même recommandation, ',
  mandated: (verb, addressees) =>
    `${VERBS[verb]} ${joined(WITH_TO.has(verb) ? addressees.map((one) => `à ${one}`) : addressees)}`,
  condition: (of, condition) =>
    of === 'decides' || of === 'mandates' ? `étant entendu que ${condition}` : `si ${condition}`,
  term,
  report: (of, to) =>
    of === 'mandates' || of === 'informs'
      ? `et d’en faire rapport à ${to}`
      : `rapport devant être fait à ${to}`,
  event: (name, year) => {
    const event = EVENTS[name];
    return event === undefined ? null : `${event} de ${year}`;
  },
  see: (paragraphs) =>
    ` (voir paragraphe${paragraphs.length > 1 ? 's' : ''} ${joined(paragraphs.map(String))})`,
  seePattern: / \(voir paragraphes? \d+(?:, \d+)*(?: et \d+)?\)(?=\.?$)/,
  paragraphPattern: /\bparagraphes? (\d+(?:(?:, | et )\d+)*)/g,
  tidy: (text) =>
    text
      .replace(
        /(^|\s)(à|de) (le|les) (?=\p{Lu})/gu,
        (_, space: string, word: string, article: string) =>
          `${space}${CONTRACTIONS[`${word} ${article}`] ?? ''} `,
      )
      // an abbreviation explained after a contraction: «au» and «le Groupe de travail (WGM)»
      .replace(/(^|\s)(au|du) le (?=\p{Lu})/gu, '$1$2 ')
      .replace(/(^|\s)(aux|des) les (?=\p{Lu})/gu, '$1$2 ')
      .replace(/(^|\s)que (il|elle)\b/g, '$1qu’$2'),
  labels: {
    communique: 'Communiqué',
    statement: 'Déclaration de la présidence',
    draft: (asOf) => `Projet, état au ${asOf}`,
    adopted: (at) => `Adopté le ${at}`,
    published: (at) => `Publié le ${at}`,
    stated: (at) => `Aucun communiqué n’a été convenu. La présidence a constaté l’issue le ${at}`,
    page: (number, total) => `page ${number} sur ${total}`,
    paragraphs: 'Paragraphes',
    noFact: 'aucun fait enregistré',
    outdated: 'le fait a changé depuis cette rédaction',
    edited: 'rédigé à la main',
    unframed: 'dans ses propres termes : aucune formulation n’existe encore pour sa langue',
    nothingYet: 'Aucune clause n’est encore enregistrée.',
  },
  departures: DEPARTURES,
};
