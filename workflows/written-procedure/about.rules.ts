/**
 * What a case is told that a written procedure decides: its command, once an adoption stands, and what takes that back where the
 * declaration is annulled. Each is asked for once for each declaration, however often the procedure comes back to it.
 */
import type { TellCase } from '../casework/index.js';
import { standingDeclaration } from './declarations.rules.js';
import { launched } from './electorate.rules.js';
import type { Declaration, ProcedureContext } from './written-procedure.context.js';

/** Workflows that hear `annul`: what was never adopted is struck there. Others take a decision back by another decision alone. */
const HEARS_ANNULMENT: readonly string[] = ['admission', 'interim-measure', 'special-measure'];

/** @returns word to the case that the proposal is adopted; none where the procedure is about no case, or the adoption does not stand */
export function wordOfAdoption(context: ProcedureContext): readonly TellCase[] {
  const { about, declarations } = context;
  const standing = standingDeclaration(context);
  if (!about || standing?.outcome !== 'adopted' || standing.authority === 'lacking') return [];
  const { workflow, reference, command, payload } = about;
  const key = `adopted-${declarations.indexOf(standing) + 1}`;
  return [
    { workflow, reference, key, command, payload: { ...payload, decision: decisionOf(context, standing) } },
  ];
}

/** @returns word to the case that the adoption it was told of was annulled just now; none where it was told of none, or hears of no annulment */
export function wordOfAnnulment(context: ProcedureContext): readonly TellCase[] {
  const { about, asOf, declarations } = context;
  if (!about || !HEARS_ANNULMENT.includes(about.workflow)) return [];
  return declarations.flatMap(({ outcome, authority, annulled }, index): TellCase[] => {
    if (outcome !== 'adopted' || authority === 'lacking' || annulled?.at !== asOf) return [];
    const { workflow, reference } = about;
    const payload = { reference: context.reference, reason: annulled.reason.slice(0, 600) };
    return [{ workflow, reference, key: `annulled-${index + 1}`, command: 'annul', payload }];
  });
}

/** The declaration as a case cites it. */
function decisionOf(context: ProcedureContext, { at, effectiveAt }: Declaration): TellCase['payload'] {
  const { memberConcerned } = launched(context).rules.electorate;
  return {
    by: 'written-procedure',
    reference: context.reference,
    at,
    effectiveAt,
    concernedCounts: context.memberConcerned === null ? null : memberConcerned === 'counts',
  };
}
