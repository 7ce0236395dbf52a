/**
 * What a draft can begin with: the kinds of decisions that the Kimberley Process takes in writing, each with suggested words. What stands in
 * square brackets is to be filled in. The words are our own, and assumed; that such decisions are taken in writing has its source.
 */

/** A beginning of a draft. */
export interface ProcedureTemplate {
  readonly id: string;
  /** id of the rule set it suggests */
  readonly ruleSet: string;
  readonly title: string;
  readonly subject: string;
  /** the decision, in the authoritative language */
  readonly text: string;
  readonly background: string;
  /** where such a decision was taken in writing, or `assumed` */
  readonly source: string;
}

export const PROCEDURE_TEMPLATES: readonly ProcedureTemplate[] = [
  {
    id: 'admission',
    ruleSet: 'kp',
    title: 'Admission of [applicant] as a Participant',
    subject: 'Whether [applicant] is admitted to the Kimberley Process',
    text: '[Applicant] is admitted as a Participant of the Kimberley Process as of [date].',
    background:
      'The Committee on Participation and Chairmanship has examined the application of [date] and finds that [finding].',
    source: 'practice: admissions were put to Participants in writing; KP Core Document VI.8, VI.9',
  },
  {
    id: 'administrative-decision',
    ruleSet: 'kp',
    title: 'Administrative decision on [matter]',
    subject: 'Adoption of an administrative decision on [matter]',
    text: 'The administrative decision on [matter], as set out in the document of [date], is adopted.',
    background: '[Working group] has prepared the decision and proposes that it be adopted.',
    source: 'practice: administrative decisions of 2003 to 2025 between Plenaries',
  },
  {
    id: 'selection',
    ruleSet: 'kp',
    title: 'Selection of the [office] for [year]',
    subject: 'Whether [candidate] takes the office of [office] on 1 January [year]',
    text: '[Candidate] is selected as [office] of the Kimberley Process for the year [year].',
    background: 'The office falls vacant on [date]. [Candidate] has declared that it is ready to take it.',
    source: 'assumed: a Vice-Chair was chosen in writing where a Plenary had chosen none',
  },
  {
    id: 'review-visit',
    ruleSet: 'kp',
    title: 'Review visit to [Participant]',
    subject: 'Whether a review visit goes to [Participant], and who takes part',
    text: 'A review visit goes to [Participant] between [date] and [date]; its team is led by [leader].',
    background: '[Participant] has invited the visit by its letter of [date].',
    source: 'KP administrative decision on peer review; that it is put to all in writing is assumed',
  },
  {
    id: 'technical-update',
    ruleSet: 'kp',
    title: 'Technical update of [document]',
    subject: 'An update of [document] that changes no obligation',
    text: 'The update of [document], as set out in the annex of [date], is adopted.',
    background: 'The update corrects [what] and changes no obligation of a Participant.',
    source: 'assumed: updates of annexes and code lists between Plenaries',
  },
];

/** @returns the template of that id, or null */
export function findTemplate(id: string | null): ProcedureTemplate | null {
  return PROCEDURE_TEMPLATES.find((template) => template.id === id) ?? null;
}

/** What a blank draft has until somebody writes it. */
export const BLANK_DRAFT = {
  title: '[Title]',
  subject: '[What is to be decided]',
  text: '[Text of the decision]',
  background: '',
} as const;

const GAP = /\[[^\]]{1,60}\]/g;

/**
 * @param id of the template the draft began with; null: a blank one
 * @param words title, subject and texts of the draft as it stands
 * @returns what the template left to be filled in and still stands there, each once: `[applicant]`. Brackets of other origin are none.
 */
export function gapsLeft(id: string | null, words: readonly string[]): readonly string[] {
  const { title, subject, text, background } = findTemplate(id) ?? BLANK_DRAFT;
  const own = new Set([title, subject, text, background].join(' ').match(GAP));
  const found = words.flatMap((word) => word.match(GAP) ?? []);
  return [...new Set(found)].filter((gap) => own.has(gap));
}
