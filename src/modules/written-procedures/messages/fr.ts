/** Every sentence of the mails of a written procedure, in French. The shape is that of the English messages. */
import type { Threshold } from '../../../../workflows/written-procedure/index.js';
import type { MailMessages } from './en.js';

/** French counts one and a half as singular, and so zero. */
const plural = (count: number): boolean => count >= 2;
const number = (count: number, one: string, many = `${one}s`): string =>
  `${count === 1 ? 'un' : count} ${plural(count) ? many : one}`;
const those = (answering: boolean): string => (answering ? 'des membres qui répondent' : 'des membres');

/** `un membre`, `3 membres`, `1/3 des membres`, `plus de la moitié des membres qui répondent` */
function share(threshold: Threshold, answering: boolean): string {
  if (threshold.kind === 'none') return 'un nombre quelconque de membres';
  if (threshold.kind === 'count') return number(threshold.count, 'membre');
  if (threshold.kind === 'majority') return `plus de la moitié ${those(answering)}`;
  return `${threshold.numerator}/${threshold.denominator} ${those(answering)}`;
}

/** After «de»: `d’au moins 3 membres`, `de plus de la moitié des membres` */
const ofAtLeast = (threshold: Threshold, answering: boolean): string =>
  threshold.kind === 'majority'
    ? `de ${share(threshold, answering)}`
    : `d’au moins ${share(threshold, answering)}`;

/** `la participation d’au moins 3 membres est requise` */
const participation = (threshold: Threshold): string =>
  `la participation ${ofAtLeast(threshold, false)} est requise`;

const objecting = (threshold: Threshold, answering: boolean): string => {
  const single = threshold.kind === 'count' && threshold.count === 1;
  return `${share(threshold, answering)} ${single ? 'fait' : 'font'} objection`;
};

/** French. */
export const fr: MailMessages = {
  tags: {
    action: (by) => `RÉPONSE ATTENDUE avant le ${by}`,
    open: (by) => `POUR INFORMATION, ouverte jusqu’au ${by}`,
    notice: (by) => `PRÉAVIS, réponses attendues avant le ${by}`,
    reminder: (before, by) => `RAPPEL ${before}, RÉPONSE ATTENDUE avant le ${by}`,
    lastDay: (by) => `DERNIER JOUR, RÉPONSE ATTENDUE avant le ${by}`,
    extended: (to) => `PROLONGÉE jusqu’au ${to}`,
    revised: (by) => `TEXTE RÉVISÉ, RÉPONSE ATTENDUE avant le ${by}`,
    revisedOpen: (by) => `TEXTE RÉVISÉ, ouverte jusqu’au ${by}`,
    vote: (by) => `VOTE, RÉPONSE ATTENDUE avant le ${by}`,
    voteOpen: (by) => `VOTE, ouvert jusqu’au ${by}`,
    consultation: (until) => `CONSULTATIONS jusqu’au ${until}`,
    receipt: 'ACCUSÉ DE RÉCEPTION',
    objection: 'OBJECTION ENREGISTRÉE',
    objectionWithdrawn: 'OBJECTION RETIRÉE',
    timeAsked: 'DÉLAI SUPPLÉMENTAIRE DEMANDÉ',
    timeWithdrawn: 'DEMANDE DE DÉLAI RETIRÉE',
    late: 'RÉPONSE TARDIVE',
    closed: 'DÉLAI CLOS',
    lapsed: 'CADUQUE',
    overdue: 'RÉSULTAT EN ATTENTE',
    adopted: 'ADOPTÉE',
    'not-adopted': 'NON ADOPTÉE',
    lacking: 'DÉCLARATION SANS POUVOIR',
    annulled: 'DÉCLARATION ANNULÉE',
    withdrawn: 'RETIRÉE',
    referred: 'RENVOYÉE',
    contested: 'CONTESTATION',
    ruling: 'DÉCISION SUR CONTESTATION',
  },
  before: (count, unit) => number(count, unit === 'days' ? 'jour' : 'heure').replace(/^un /, '1 '),
  kinds: {
    support: 'Soutien',
    'no-objection': 'Pas d’objection',
    'no-objection-with-statement': 'Pas d’objection, avec déclaration',
    abstain: 'Abstention',
    'need-more-time': 'Délai supplémentaire nécessaire',
    hold: 'Mise en attente',
    reservation: 'Réserve',
    'procedural-challenge': 'Contestation de la procédure',
    objection: 'Objection',
    amendment: 'Proposition d’amendement',
  },
  statuses: {
    counted: 'Elle est comptée comme la réponse de sa délégation.',
    superseded: 'Une autre réponse de la même délégation a pris sa place.',
    withdrawn: 'Elle a été retirée et ne compte plus.',
    'pending-confirmation':
      'Le Secrétariat l’a enregistrée ; elle comptera dès qu’une seconde personne l’aura confirmée.',
    quarantined:
      'Elle est arrivée, ou n’a été connue, qu’après la clôture du délai. Elle est conservée dans l’attente d’une décision et ne compte que si elle est admise.',
    rejected: 'Elle ne compte pas.',
    observer: 'Elle est enregistrée comme l’avis d’un observateur et n’est pas comptée.',
    'earlier-text': 'Elle portait sur un texte antérieur et ne compte pas pour le texte actuel.',
    conflicting:
      'Elle contredit une autre réponse de la même délégation ; aucune ne compte tant que la délégation ou la Présidence n’a pas tranché.',
  },
  channels: {
    link: 'par lien personnel',
    api: 'après connexion',
    offline: 'hors ligne, enregistrée par le Secrétariat',
  },
  office: (office) =>
    ({ chair: 'la Présidence', 'vice-chair': 'la Vice-Présidence', secretariat: 'le Secrétariat' })[office] ??
    office,
  or: ' ou ',
  silence: {
    observer:
      'Vous n’êtes pas tenu de répondre : le silence d’un observateur est sans effet, et son avis est enregistré sans être compté.',
    means: {
      consent: 'Si votre délégation ne répond pas, son silence vaut consentement.',
      abstain: 'Si votre délégation ne répond pas, elle est réputée s’abstenir, ni pour ni contre.',
      against: 'Si votre délégation ne répond pas, son silence vaut objection.',
      ignored: 'Si votre délégation ne répond pas, elle n’entre pas dans le décompte.',
      'not-counted': 'Si votre délégation ne répond pas, son silence ne compte pour rien, ni pour ni contre.',
    },
    vote: 'Ce tour est un vote par correspondance. Si votre délégation ne répond pas, son silence n’est ni une voix pour ni une voix contre ; la proposition l’emporte si plus de membres votent pour que contre.',
    adoptedUnless: (quota, answering) =>
      `La proposition peut être adoptée sauf si ${objecting(quota, answering)}.`,
    adoptedAnyway:
      'Aucune réponse favorable n’est nécessaire, et aucun nombre d’objections n’arrête la proposition.',
    floor: (floor, answering) =>
      `L’adoption exige les réponses favorables ${ofAtLeast(floor, answering)} ; le silence n’en est jamais une.`,
    failsIf: (quota, answering) => `Elle échoue si ${objecting(quota, answering)}.`,
    goesOnUnless: (quota, answering) => `La mesure suit son cours sauf si ${objecting(quota, answering)}.`,
    goesOnAnyway: 'La mesure suit son cours : aucun nombre d’objections ne l’arrête.',
    quorumWithSilence: (quorum) => `Au total, ${participation(quorum)} ; le silence vaut participation.`,
    quorumWithoutSilence: (quorum) =>
      `Au total, ${participation(quorum)}, et le silence ne vaut pas participation.`,
    quorumAcknowledged: (quorum) =>
      `Au total, la réponse ou du moins l’accusé de réception ${ofAtLeast(quorum, false)} est requis.`,
  },
  deadline: {
    answers: 'Les réponses comptent si elles sont reçues avant',
    consultation: 'Fin des consultations',
    change: 'La réponse peut être modifiée jusqu’à',
    contest: 'Le résultat peut être contesté jusqu’à',
    extendable: 'Le délai peut encore être prolongé jusqu’à',
  },
  frame: {
    signIn: 'La page vous demandera de vous identifier.',
    openProcedure: 'Ouvrir la procédure',
    answerNow: 'Lire le texte et répondre',
    openBallot: 'Ouvrir votre page',
    personal:
      'Ce lien vous est réservé : quiconque l’ouvre peut répondre pour votre délégation. Ne le transmettez pas.',
    code: 'Code pour les objections',
    codeUse: 'Le code ci-dessous n’est demandé que pour une réponse qui fait obstacle à l’adoption.',
    procedure: 'Procédure',
    under: 'Règles',
    rules: (title, version) => `${title}, version ${version}`,
    hash: 'Empreinte du texte (SHA-256)',
    document: (language) => `Document (${language})`,
    text: (language) => `Le texte soumis à décision (${language})`,
    textOnPage: 'Le texte est trop long pour un courriel : il figure sur la page derrière le lien.',
    alsoTo: (names, party) => `Dans la délégation de ${party}, ce courriel a aussi été adressé à ${names}.`,
    nobodyElse: (party) => `Dans la délégation de ${party}, personne d’autre n’a reçu ce courriel.`,
    secretariat: (contacts) => `Questions : Secrétariat, ${contacts}.`,
    replies: 'Les réponses à ce courriel parviennent au Secrétariat et ne valent pas réponse à la procédure.',
    late: (due) =>
      `Envoi tardif : cet avis était dû le ${due} et n’a été traité qu’après une interruption, à l’heure portée en tête de ce courriel. Seul le premier de ces instants fait foi.`,
    lateDeadline: (by, due) =>
      `Envoi tardif : l’échéance est le ${by} ; cet avis était dû le ${due} et n’a été traité qu’après une interruption, à l’heure portée en tête de ce courriel.`,
    moved: (by) => `L’échéance a été déplacée depuis : elle est désormais le ${by}.`,
  },
  window: {
    action: (by, what) => `Répondre avant le ${by} : ${what}`,
    open: (by, what) => `Pour information, jusqu’au ${by} : ${what}`,
    notice: (by, what) => `Réponses attendues avant le ${by} : ${what}`,
    reminder: (by, what) => `Réponse attendue avant le ${by} : ${what}`,
    lastDay: (by, what) => `Dernier jour, répondre avant le ${by} : ${what}`,
    extended: (by, what) => `Échéance déplacée au ${by} : ${what}`,
    revised: (by, what) => `Texte révisé, répondre avant le ${by} : ${what}`,
    revisedOpen: (by, what) => `Texte révisé, jusqu’au ${by} : ${what}`,
    vote: (by, what) => `Vote par correspondance, répondre avant le ${by} : ${what}`,
    voteOpen: (by, what) => `Vote par correspondance, jusqu’au ${by} : ${what}`,
    opensAt: (at) =>
      `Le délai n’est pas encore ouvert : les réponses sont reçues à partir du ${at}. Un courriel avec votre lien personnel vous parviendra alors.`,
    opensLater: (at) => `Le délai n’est pas encore ouvert : les réponses sont reçues à partir du ${at}.`,
    replacement:
      'Vous recevez ce courriel parce que vous faites désormais partie de votre délégation pour cette procédure.',
    noAnswerYet: (party) => `Aucune réponse de ${party} n’a été reçue à ce jour.`,
    answerSoFar: (kind) =>
      `Réponse actuelle de votre délégation : « ${kind} ». Elle demeure tant que vous ne la modifiez pas.`,
    movedFrom: (from) =>
      `L’échéance était le ${from}. Les réponses déjà données demeurent et peuvent être modifiées.`,
    reasonGiven: 'Motif indiqué',
    newText:
      'Le texte a été révisé. Les réponses au texte antérieur sont conservées mais ne comptent pas : chaque membre est de nouveau consulté. Les liens antérieurs ne fonctionnent plus.',
    newVote:
      'Des objections subsistent ; le même texte est donc soumis à un vote par correspondance. Les réponses antérieures n’y comptent pas : chaque membre est de nouveau consulté. Les liens antérieurs ne fonctionnent plus.',
  },
  calendar: {
    summary: (what) => `Réponses attendues : ${what}`,
    description: (by) =>
      `Les réponses comptent si elles sont reçues avant le ${by}. Utilisez le lien personnel de votre courriel le plus récent sur cette procédure.`,
    cancelled: 'Cette échéance ne s’applique plus.',
  },
  answers: {
    happened: {
      recorded: (kind, what) => `Réponse reçue : ${kind}, ${what}`,
      registered: (kind, what) => `Réponse enregistrée : ${kind}, ${what}`,
      confirmed: (kind, what) => `Réponse confirmée par une seconde personne : ${kind}, ${what}`,
      rejected: (kind, what) => `Réponse enregistrée non confirmée : ${kind}, ${what}`,
      withdrawn: (kind, what) => `Réponse retirée : ${kind}, ${what}`,
      disowned: (kind, what) => `Réponse signalée comme n’étant pas la vôtre : ${kind}, ${what}`,
      'ruled-on': (kind, what) => `Décision sur une réponse tardive : ${kind}, ${what}`,
      resolved: (kind, what) => `Réponses contradictoires départagées : ${kind}, ${what}`,
    },
    youAnswered: (party) => `Vous avez répondu pour ${party}.`,
    colleagueAnswered: (name, party) => `${name} a répondu pour ${party}.`,
    offline: (party) =>
      `Le Secrétariat a enregistré cette réponse de ${party} d’après ce qui lui est parvenu hors ligne.`,
    howToChange:
      'Pour la modifier, ouvrez votre lien et répondez de nouveau avant l’échéance ; toutes les réponses sont conservées.',
    window:
      'Le délai est clos et ne reçoit plus de réponses. En cas d’erreur, écrivez sans attendre au Secrétariat.',
    notUs: (address) =>
      `Si personne d’habilité à parler pour vous n’a donné cette réponse, signalez-le ici : ${address}`,
    notUsByMail:
      'Si personne d’habilité à parler pour vous n’a donné cette réponse, prévenez aussitôt le Secrétariat.',
    newLinks:
      'Les liens envoyés à l’adresse qui l’a donnée ne fonctionnent plus. Le Secrétariat vous écrira au sujet d’un nouveau lien.',
    by: 'Donnée par',
    party: 'Pour',
    kind: 'Réponse',
    receivedUtc: 'Reçue',
    receivedLocal: 'À votre heure',
    channel: 'Voie',
    receipt: 'Numéro de l’accusé',
    reason: 'Motif',
    statement: 'Déclaration pour le dossier',
    reasonOf: (party, kind) => `${party}, ${kind}`,
    noReason: 'Aucun motif n’a été donné.',
    objection: (party, kind, what) => `${party}, ${kind} : ${what}`,
    objectionWithdrawn: (party, kind, what) => `${party} a retiré sa réponse (${kind}) : ${what}`,
    late: (party, kind, what) => `Réponse tardive de ${party}, ${kind} : ${what}`,
    lateRuling: (offices) => `Il en est décidé par ${offices}, et les motifs sont versés au dossier.`,
    lateBy: (deadline) => `L’échéance du délai était le ${deadline}.`,
  },
  rule: {
    enough: (count, needed) =>
      `Objections en vigueur : ${count} ; il en suffit de ${needed} pour arrêter la proposition.`,
    notEnough: (count, needed) =>
      `Objections en vigueur : ${count} ; il en faudrait ${needed} pour arrêter la proposition.`,
    noQuota: 'Selon les règles, aucun nombre d’objections n’arrête la proposition.',
    vote: 'Dans le vote par correspondance, cette réponse compte contre.',
    atOnce: 'Le délai se clôt aussitôt que les objections suffisent.',
    atDeadline: 'Le délai court jusqu’à son échéance, et les objections peuvent être retirées jusque-là.',
    then: {
      stop: 'Si elles suffisent, la procédure écrite prend fin sans adoption.',
      consult: 'Si elles suffisent, la Présidence ouvre des consultations.',
      'revise-and-restart':
        'Si elles suffisent, la Présidence ouvre des consultations, après quoi un texte révisé peut être soumis dans un nouveau tour.',
      'postal-vote': 'Si elles suffisent, le même texte est soumis à un vote par correspondance.',
      'convene-meeting': 'Si elles suffisent, la question est portée devant une réunion.',
      'defer-to-plenary': 'Si elles suffisent, la question est portée devant la prochaine Plénière.',
    },
    mayExtend: (offices) => `Un délai supplémentaire est demandé ; il peut être accordé par ${offices}.`,
    noExtension: 'Un délai supplémentaire est demandé ; les règles n’en permettent plus.',
  },
  consultation: {
    lead: (by, what) => `Consultations jusqu’au ${by} : ${what}`,
    why: 'Le délai est clos et des réponses font obstacle. Des consultations sont menées avec ceux qui les ont données.',
    nobody: 'Le délai est clos et des consultations sont menées.',
    yours:
      'Votre propre réponse fait obstacle. Vous pouvez la retirer par votre lien ; elle reste au dossier comme retirée.',
    lateKept:
      'Les réponses données à présent sont conservées dans l’attente d’une décision et ne comptent que si elles sont admises.',
    lateRefused: 'Aucune nouvelle réponse n’est reçue à présent.',
    note: 'Note (telle qu’enregistrée)',
    inTheWay: 'Font obstacle',
  },
  count: {
    numbers: ({ members, answered }) => `Réponses de ${answered} des ${number(members, 'membre')}.`,
    support: (affirmative, needed) => `Réponses favorables : ${affirmative} ; nécessaires : ${needed}.`,
    supportOnly: (affirmative) => `Réponses favorables : ${affirmative} ; aucun minimum n’est fixé.`,
    objections: (count, needed) =>
      `Objections : ${count} ; il en faut ${needed} pour arrêter la proposition.`,
    objectionsOnly: (count) => `Objections : ${count} ; aucun nombre n’arrête la proposition.`,
    quorum: (counted, needed) => `Participation : ${number(counted, 'membre')} ; nécessaires : ${needed}.`,
    positions: (kind, count) => `${kind} (${count})`,
    silent: (count) => `Sans réponse (${count})`,
    conflicting: (count) => `Réponses contradictoires (${count})`,
    missing: {
      objected: (names) => `Des objections subsistent : ${names}.`,
      silentAgainst: (count) => `Silence valant objection : ${number(count, 'membre')}.`,
      floor: (affirmative, needed) =>
        `Trop peu de réponses favorables : ${affirmative} sur au moins ${needed}.`,
      quorum: (counted, needed) => `Participation trop faible : ${counted} sur au moins ${needed}.`,
      unserved: (names) => `Aucun courriel n’est parvenu à ${names}, contre qui le silence ne peut courir.`,
      conflicting: (names) => `Réponses contradictoires d’une même délégation : ${names}.`,
      votes: (forIt, against) => `${forIt} pour, ${against} contre.`,
    },
  },
  closed: {
    lead: (what) => `Le délai est clos : ${what}`,
    lapsed: (what) => `Caduque, trop peu de réponses : ${what}`,
    at: (at) => `Le délai a été clos le ${at}.`,
    because: {
      deadline: 'Son échéance était venue.',
      'all-replied': 'Tous les membres avaient répondu ; il a donc été clos avant son échéance.',
      objection: 'Les objections suffisaient ; il a donc été clos avant son échéance.',
      withdrawn: 'La procédure a pris fin avant son échéance.',
    },
    finding: {
      adoptable: 'Le dossier permet l’adoption.',
      blocked: 'La proposition est bloquée.',
      insufficient: 'Les réponses sont trop peu nombreuses pour l’adoption.',
    },
    lapsedMeans:
      'La proposition n’est ni adoptée ni rejetée. Rien ne vous est demandé, et les liens de cette procédure sont désormais sans objet.',
    onBlocked: {
      stop: 'La procédure écrite prend fin sans adoption.',
      consult: 'Selon les règles, la Présidence mène à présent des consultations.',
      'revise-and-restart':
        'Selon les règles, la Présidence mène à présent des consultations, après quoi un texte révisé peut être soumis.',
      'postal-vote': 'Selon les règles, le même texte est à présent soumis à un vote par correspondance.',
      'convene-meeting': 'Selon les règles, la question est à présent portée devant une réunion.',
      'defer-to-plenary': 'Selon les règles, la question est à présent portée devant la prochaine Plénière.',
    },
    declares: (offices) => `Le résultat est déclaré par ${offices}.`,
    declaresItself: 'Les règles déclarent le résultat sans acte de personne.',
  },
  overdue: {
    lead: (notice, what) => `Le résultat attend d’être déclaré (avis ${notice}) : ${what}`,
    since: (at) => `Il attend depuis le ${at}.`,
    needs: (offices) => `Sans déclaration par ${offices}, la procédure reste sans résultat.`,
  },
  outcome: {
    lead: { adopted: (what) => `Adoptée : ${what}`, 'not-adopted': (what) => `Non adoptée : ${what}` },
    lackingLead: {
      adopted: (what) => `Déclarée adoptée sans pouvoir : ${what}`,
      'not-adopted': (what) => `Déclarée non adoptée sans pouvoir : ${what}`,
    },
    annulledLead: (what) => `Déclaration annulée : ${what}`,
    declared: (by, at) => `Déclaration de ${by}, le ${at}.`,
    automatic: (at) => `Déclaration de par les règles elles-mêmes, le ${at}.`,
    lacking:
      'Le dossier ne reconnaît aucun pouvoir à cette déclaration. Elle est notée comme un fait, sans effet tant que l’autorité compétente ne l’a pas confirmée.',
    annulled: (by, at) =>
      `${by} l’a annulée le ${at}. Elle est réputée n’avoir jamais eu d’effet ; la procédure est sans résultat jusqu’à une nouvelle déclaration.`,
    effective: (at) => `Prend effet le ${at}.`,
    noEffect: 'Aucune date d’effet n’est encore fixée.',
    published: (at) => `Publication : ${at}.`,
    unpublished: {
      'at-declaration': 'Aucune date de publication n’est encore fixée.',
      'after-communique': 'La publication suit le communiqué de la réunion.',
      'on-stated-date': 'Aucune date de publication n’est encore fixée.',
    },
    contest: (offices) =>
      `Un membre qui conteste le résultat écrit au Secrétariat ou s’identifie sur le site ; il en est décidé par ${offices}.`,
    statement: 'Déclaration',
    reason: 'Motif de l’annulation',
  },
  withdrawal: {
    lead: (what) => `Proposition retirée : ${what}`,
    by: (name, at) =>
      `Retrait par ${name}, le ${at}. Plus rien ne vous est demandé, et les liens de cette procédure ne fonctionnent plus.`,
    reason: 'Motif indiqué',
  },
  referral: {
    lead: (what) => `Fin de la procédure écrite, renvoi : ${what}`,
    at: (at) =>
      `La question a été renvoyée le ${at}. La procédure écrite prend fin sans résultat, et ses liens ne fonctionnent plus.`,
    to: 'Renvoyée à (tel qu’enregistré)',
    reason: 'Motif (tel qu’enregistré)',
  },
  contest: {
    lead: (party, what) => `${party} conteste le résultat : ${what}`,
    ruled: (party, what) => `Décision sur la contestation de ${party} : ${what}`,
    grounds: {
      procedure: 'la procédure n’a pas été suivie',
      authority: 'la déclaration a été faite sans pouvoir',
      substance: 'le fond du résultat',
      'unreceived-objection': 'une objection envoyée manque au dossier',
    },
    ground: (ground, at) => `Moyen : ${ground}. Reçue le ${at}.`,
    rules: (offices, advice) =>
      `Il en est décidé par ${offices}${advice ? ` (avis : ${advice})` : ''}. Jusque-là, le résultat est contesté.`,
    upheld: (by, at) => `Admise par ${by} le ${at}.`,
    dismissed: (by, at) => `Rejetée par ${by} le ${at}.`,
    stillOpen: (count) => `Contestations encore sans décision : ${count}.`,
    statement: 'Ce que dit le membre',
    evidence: 'Ce que contenait alors le dossier (tel qu’enregistré)',
    reason: 'Motifs de la décision',
  },
};
