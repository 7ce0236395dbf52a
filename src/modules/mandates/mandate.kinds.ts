import type { CaseFile } from '../../engine/index.js';
import {
  type HostingContext,
  hostingContextSchema,
  hostingTerm,
} from '../../../workflows/hosting-term/index.js';
import {
  type MandateContext,
  addressed,
  awaited,
  mandate,
  mandateContextSchema,
} from '../../../workflows/mandate/index.js';
import { type CaseKind, readBy, readersOf } from '../cases/index.js';

/** @returns the mandate's memory, typed @throws ZodError when the case is of another workflow */
export function mandateOf(file: Pick<CaseFile, 'context'>): MandateContext {
  return mandateContextSchema.parse(file.context);
}

/** @returns the hosting term's memory, typed @throws ZodError when the case is of another workflow */
export function hostingOf(file: Pick<CaseFile, 'context'>): HostingContext {
  return hostingContextSchema.parse(file.context);
}

/** Mandates, for the desk. */
export const MANDATES: CaseKind = {
  workflow: mandate,
  collection: 'mandates',
  noun: 'mandate',
  ...readBy((file) => {
    const { visibility, concerns, addressees } = mandateOf(file);
    return readersOf({ visibility, concerns, named: addressees.map(({ code }) => code) });
  }),
  view: (file) => {
    const context = mandateOf(file);
    const { caseId: _id, asOf: _asOf, ...rest } = context;
    return { ...rest, addressed: addressed(context), awaited: awaited(context) };
  },
};

/** Hosting terms, for the desk. */
export const HOSTING_TERMS: CaseKind = {
  workflow: hostingTerm,
  collection: 'hosting-terms',
  noun: 'hosting term',
  ...readBy((file) => {
    const { visibility, concerns, stretch, successor, earlier } = hostingOf(file);
    const hosts = [stretch, ...(successor ? [successor] : []), ...earlier].map(({ host }) => host);
    return readersOf({ visibility, concerns, named: hosts });
  }),
  view: (file) => {
    const { caseId: _id, asOf: _asOf, ...rest } = hostingOf(file);
    return rest;
  },
};
