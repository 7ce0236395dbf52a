import type { CaseFile } from '../../engine/index.js';
import { type CaseKind, readBy } from '../cases/index.js';
import {
  type SuccessionContext,
  successionContextSchema,
  successionWorkflow,
} from '../../../workflows/succession/index.js';

/** @returns the succession's memory, typed @throws ZodError when the case is of another workflow */
export function successionOf(file: CaseFile): SuccessionContext {
  return successionContextSchema.parse(file.context);
}

/** Successions, for the desk. Governments see all of it; Observers see who was selected (assumed). */
export const SUCCESSIONS: CaseKind = {
  workflow: successionWorkflow,
  collection: 'successions',
  noun: 'succession',
  ...readBy((file) => ({
    roles: successionOf(file).decision === null ? ['participant'] : ['participant', 'observer'],
    parties: [],
    organs: [],
  })),
  view: (file, asker) => {
    const { caseId: _id, asOf: _asOf, ...rest } = successionOf(file);
    if (!asker.roles.includes('observer')) return rest;
    const { office, year, zone, years, decision, vacancies, custodians } = rest;
    return { office, year, zone, years, decision, vacancies, custodians };
  },
};
