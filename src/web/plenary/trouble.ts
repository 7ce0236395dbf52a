/** What a page shows of a form that was not accepted. */
import type { Faulty } from './meeting-desk.service.js';

/** Data of the macro `problems` and of the fields. */
export interface ShownTrouble {
  readonly faults: readonly { readonly text: string; readonly href: string }[];
  readonly refusal: string | null;
  readonly stale: boolean;
  /** faults by the name of their field, as govuk-frontend's macros take them */
  readonly at: Readonly<Record<string, string>>;
}

export const NO_TROUBLE: ShownTrouble = { faults: [], refusal: null, stale: false, at: {} };

/**
 * @param labelOf label of a field by its name
 * @param idOf id of a field's input by its name
 */
export function shownTrouble(
  { faults, refusal, stale }: Faulty,
  labelOf: (name: string) => string,
  idOf: (name: string) => string,
): ShownTrouble {
  return {
    faults: faults.map(({ name, text }) => ({
      text: name === '' ? text : `${labelOf(name)}: ${text}`,
      href: `#${idOf(name)}`,
    })),
    // a refusal that is shown at its field is not said twice
    refusal: faults.length > 0 ? null : refusal,
    stale,
    at: Object.fromEntries(faults.map(({ name, text }) => [name, text])),
  };
}
