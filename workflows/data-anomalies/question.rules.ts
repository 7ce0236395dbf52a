/** Questions of an analysis: which are to be answered, assessed or corrected, and what is due for it; pure. */
import type { Instant } from '../../src/kernel/instant.js';
import { after, close, owe } from '../casework/index.js';
import type { DataAnomaliesContext } from './data-anomalies.context.js';

type Question = DataAnomaliesContext['questions'][number];
type Owed = Pick<DataAnomaliesContext, 'duties'>;
const BASIS = 'decision on the Data Anomalies Questionnaire process, Washington 2012; days assumed';

/** @returns the questions that the party is to answer: those without an answer, and those whose answer did not settle them */
export function unanswered({ questions }: Pick<DataAnomaliesContext, 'questions'>): readonly Question[] {
  return questions.filter(({ answer }) => answer === null);
}

/** @returns the questions whose figures are to be corrected */
export function uncorrected({ questions }: Pick<DataAnomaliesContext, 'questions'>): readonly Question[] {
  return questions.filter(({ result }) => result?.how === 'to-be-corrected');
}

/** @returns whether every question is explained */
export function isExplained({ questions }: Pick<DataAnomaliesContext, 'questions'>): boolean {
  return questions.every(({ result }) => result?.how === 'explained');
}

/** @returns the duties with the questionnaire due of the organ, as an analysis is recorded; no day is set for it */
export function sendingOwed(
  owing: Parameters<typeof owe>[0],
  { party, organ, period }: Pick<DataAnomaliesContext, 'party' | 'organ' | 'period'>,
): Owed {
  const what = `questionnaire to ${party} on the statistics of ${period}, or word that nothing is to be asked`;
  return owe(owing, { id: 'sending', what, basis: BASIS, from: [organ], due: null, ladder: null });
}

/** @returns the duties with the answer due of the party */
export function answerOwed(context: DataAnomaliesContext, at: Instant): Owed {
  const { party, period, rules, zone } = context;
  const due = after(at, rules.answerWithin, zone);
  const what = `answer to the questionnaire on the statistics of ${period}`;
  return owe(context, { id: 'answer', what, basis: BASIS, from: [party], due, ladder: 'reports' });
}

/** @returns the duties with the assessment due of the organ, pressed by mail alone */
export function assessmentOwed(context: DataAnomaliesContext, at: Instant): Owed {
  const { party, period, organ, rules, zone } = context;
  const due = after(at, rules.assessWithin, zone);
  const what = `assessment of the answers of ${party} on the statistics of ${period}`;
  return owe(context, { id: 'assessment', what, basis: BASIS, from: [organ], due, ladder: 'organ-work' });
}

/** @returns the memory after some answers; once none is missing they are for the organ */
export function afterAnswers(
  context: DataAnomaliesContext,
  at: Instant,
  answers: readonly (Omit<NonNullable<Question['answer']>, 'at'> & { readonly question: string })[],
): Pick<DataAnomaliesContext, 'questions' | 'duties'> {
  const questions = context.questions.map((question) => {
    const given = answers.find((one) => one.question === question.id);
    if (!given) return question;
    const { text, documents } = given;
    return { ...question, answer: { at, text, documents }, result: null };
  });
  if (unanswered({ questions }).length > 0) return { questions, duties: context.duties };
  const answered = { ...context, questions, ...close(context, 'answer') };
  return { questions, ...assessmentOwed(answered, at) };
}

/** @returns the memory after the assessment: what is open is asked again, what is to be corrected is due of the party */
export function afterAssessment(
  context: DataAnomaliesContext,
  at: Instant,
  results: readonly (Omit<NonNullable<Question['result']>, 'at'> & { readonly question: string })[],
): Pick<DataAnomaliesContext, 'questions' | 'duties'> {
  const questions = context.questions.map((question) => {
    const said = results.find((one) => one.question === question.id);
    if (!said) return question;
    const { how, note } = said;
    return { ...question, result: { at, how, note }, ...(how === 'open' ? { answer: null } : {}) };
  });
  const assessed = { ...context, questions, ...close(context, 'assessment') };
  if (unanswered(assessed).length > 0) return { questions, ...answerOwed(assessed, at) };
  if (uncorrected(assessed).length === 0) return { questions, duties: assessed.duties };
  const { party, period, rules, zone } = context;
  const due = after(at, rules.correctWithin, zone);
  const what = `corrected statistics of ${period}`;
  const correction = { id: 'correction', what, basis: BASIS, from: [party], due, ladder: 'reports' };
  return { questions, ...owe(assessed, correction) };
}
