/** A form as its page shows it: plain data for templates. */
import type { FormFault } from './read.js';
import type { Typed } from './typed.js';
import type { FormWording } from './wording.js';

/** Something to choose. */
export interface FormOption {
  readonly value: string;
  readonly text: string;
  /** heading under which it stands in a long list */
  readonly group?: string;
}

/** What a form must know of the world to offer choices. */
export interface FormChoices {
  /** parties and organs, by heading */
  readonly codes: readonly FormOption[];
  /** what a field of that key can mean in the case at hand, at the input of that name; null where anything may be typed */
  readonly of: (key: string, name: string) => readonly FormOption[] | null;
  /** zone in which the person reads the clock */
  readonly zone: string;
}

/** An option with whether it is chosen. */
export interface ShownOption extends FormOption {
  readonly chosen: boolean;
  /** fields of an alternative, shown under it */
  readonly fields?: readonly ShownField[];
}

/** A field as its template reads it; which members there are follows from `look`. */
export interface ShownField {
  readonly look:
    | 'input'
    | 'number'
    | 'address'
    | 'textarea'
    | 'radios'
    | 'select'
    | 'checkboxes'
    | 'codes'
    | 'date'
    | 'moment'
    | 'period'
    | 'group'
    | 'many'
    | 'either'
    | 'hidden-either';
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly fault: string | null;
  readonly optional: boolean;
  readonly value: string;
  readonly values: Readonly<Record<string, string>>;
  readonly options: readonly ShownOption[];
  readonly fields: readonly ShownField[];
  /** of a group or list that may be left out: whether it is unfolded */
  readonly open: boolean;
  /** name of the box that says it is given although it is blank; null where the form need not ask */
  readonly givenBox: { readonly name: string; readonly ticked: boolean } | null;
  readonly maxLength: number | null;
  /** name of the input that counts a list's entries */
  readonly count: { readonly name: string; readonly value: number } | null;
}

/** A fault as the summary at the top names it, with the place it leads to. */
export interface ShownFault {
  readonly text: string;
  readonly href: string;
}

/** What a form is shown of. */
export interface FormView {
  readonly typed: Typed;
  readonly faults: readonly FormFault[];
  readonly wording: FormWording;
  readonly choices: FormChoices;
}
