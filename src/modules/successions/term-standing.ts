/** How the registry's terms say whether their holder was elected: a custody begins its source with the word. */
import type { BeginTerm } from '../../../workflows/succession/index.js';

const CUSTODY = 'custodian: ';

/** @returns a term's source as the registry keeps it */
export function sourceOfTerm({ standing, source }: Pick<BeginTerm, 'standing' | 'source'>): string {
  return standing === 'custodian' ? `${CUSTODY}${source}` : source;
}

/** @returns whether the holder of a term was elected, or keeps the office as custodian */
export function standingOfTerm({ source }: { readonly source: string }): BeginTerm['standing'] {
  return source.startsWith(CUSTODY) ? 'custodian' : 'elected';
}
