/**
 * How running text calls organs and parties: the names are those of the records, their French forms and the short forms that
 * communiqués prefer are kept here.
 */
import type { Names, Naming } from '../../../workflows/plenary-meeting/index.js';

const organ = (name: string, french: string): Naming => ({ name, abbreviated: true, in: { fr: french } });

/** Washington communiqué 2012, paragraph 2; CPC: the Luanda Plenary of 2015. French forms assumed. */
export const KP_ORGANS: Names = {
  KP: organ('Kimberley Process', 'le Processus de Kimberley'),
  PC: organ('Participation Committee', 'le Comité de participation'),
  CRP: organ('Committee on Rules and Procedures', 'le Comité du règlement et des procédures'),
  WGM: organ('Working Group on Monitoring', 'le Groupe de travail sur le suivi'),
  WGS: organ('Working Group on Statistics', 'le Groupe de travail sur les statistiques'),
  WGAAP: organ(
    'Working Group on Artisanal and Alluvial Production',
    'le Groupe de travail sur la production artisanale et alluviale',
  ),
  CKR: organ('Committee on KPCS Review', 'le Comité de réexamen du Système de certification'),
  WGDE: organ('Working Group of Diamond Experts', 'le Groupe de travail des experts diamantaires'),
  SC: organ('Selection Committee', 'le Comité de sélection'),
  CPC: organ(
    'Committee on Participation and Chairmanship',
    'le Comité sur la participation et la présidence',
  ),
};

/**
 * @param organs as they are on record at the date
 * @returns their names by code, with the French form where one is known; organs of the KP that are not on record keep the name known here
 */
export function organNames(organs: readonly { readonly code: string; readonly name: string }[]): Names {
  const recorded = organs.map(({ code, name }): [string, Naming] => {
    const known = KP_ORGANS[code];
    const french = typeof known === 'object' && known.name === name ? known.in : undefined;
    return [code, { name, abbreviated: true, ...(french ? { in: french } : {}) }];
  });
  return { ...KP_ORGANS, ...Object.fromEntries(recorded) };
}

/** A party as the roll has it, as far as naming goes. */
export interface NamedParty {
  readonly code: string;
  readonly name: string;
  /** as on the roll; `observer` is called by its abbreviation after the first mention */
  readonly kind: string;
}

/** Forms that communiqués use where the roll has another (Washington communiqué 2012, paragraph 57; the EU: paragraph 22). */
const IN_RUNNING_TEXT: Names = {
  USA: { name: 'United States' },
  EU: { name: 'European Union', abbreviated: true },
};

/**
 * Names for every code a communiqué may hold.
 *
 * @param parties of the roll when the meeting closed; Observers go by their abbreviation after the first mention
 * @param organs names of the organs
 */
export function namesOf(parties: readonly NamedParty[], organs: Names = KP_ORGANS): Names {
  const roll = parties.map(({ code, name, kind }) => [code, { name, abbreviated: kind === 'observer' }]);
  return { ...organs, ...(Object.fromEntries(roll) as Names), ...IN_RUNNING_TEXT }; // pairs as just made
}
