/**
 * Where mandates learn who speaks for an organ. This is the one place to wire: provide another directory under
 * {@link ORGAN_DIRECTORY} in `mandates.module.ts`, and every notice, report and check follows.
 */
import type { EntityManager } from 'typeorm';
import type { Instant } from '../../kernel/instant.js';
import type { Contact } from '../registry/index.js';

/** Answers for organs: working groups and committees. */
export interface OrganDirectory {
  /** @returns the contacts that speak for the organ at an instant; empty when none is known; null when there is no such organ */
  contactsOf(tx: EntityManager, code: string, at: Instant): Promise<readonly Contact[] | null>;
}
export const ORGAN_DIRECTORY = Symbol('OrganDirectory');

/** Organs named in the communiqués of 2012 to 2022. */
const ORGANS = ['WGM', 'WGS', 'WGDE', 'WGAAP', 'PC', 'SC', 'CRP', 'CKR', 'CPC'] as const;

/** Knows organs by name and nobody who sits in them: notices go to Chair and Secretariat instead, and the offices enter reports. */
export const organsByName: OrganDirectory = {
  contactsOf: (_tx, code) => Promise.resolve((ORGANS as readonly string[]).includes(code) ? [] : null),
};
