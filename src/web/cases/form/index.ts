/** Front door of the form engine. */
export { type CommandForm, type FormReading, commandForm } from './command-form.js';
export { placeOf } from './faults.js';
export type { Field, GroupField } from './field.js';
export type { Words as FaultWords } from './leaves.js';
export type { FormFault } from './read.js';
export { shownFaults, shownForm } from './shown.js';
export type { FormChoices, FormOption, FormView, ShownFault, ShownField } from './shown.types.js';
export { ADD, AGAIN, REMOVE, afterStep } from './steps.js';
export { type Typed, typedOf } from './typed.js';
export { type FormWording, type Speaker, formWording, humanised } from './wording.js';
