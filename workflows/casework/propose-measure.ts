/** How one case opens the case of an interim measure on its party, whatever gave rise to it; pure. */
import type { CaseContext } from './case.context.js';
import type { Outgoing } from './effects.js';

/** What is proposed. */
export interface ProposedMeasure {
  /** workflow of the case that proposes it */
  readonly workflow: string;
  /** key of the opening, unique in that case */
  readonly key: string;
  readonly reference: string;
  readonly title: string;
  /** what is said to speak for it, each with where that is from; at least one */
  readonly indications: readonly { readonly text: string; readonly source: string }[];
  /** where the measure comes from; left out: the reference of the proposing case */
  readonly source?: string;
}

/**
 * @param context the proposing case, and the party that the measure is about
 * @returns the effect that opens the interim measure, following from that case and for those concerned alone: matters of compliance are
 *   kept in confidence (KP Core Document VI.15-16)
 */
export function proposedMeasure(
  context: Pick<CaseContext, 'reference' | 'zone' | 'language' | 'concerns'> & { readonly party: string },
  { workflow, key, reference, title, indications, source }: ProposedMeasure,
): Outgoing {
  const { party, zone, language, concerns, reference: own } = context;
  const payload = {
    reference,
    title,
    subjects: [party],
    source: source ?? own,
    follows: [{ workflow, reference: own }],
    zone,
    language,
    visibility: 'concerned',
    concerns: [...concerns],
    party,
    indications: indications.map(({ text, source: from }) => ({ text, source: from })),
  };
  return { type: 'open-case', params: { workflow: 'interim-measure', key, payload } };
}
