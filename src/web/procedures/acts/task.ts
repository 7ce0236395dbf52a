/** An act under way: its form, what was entered, and what of that is missing or wrong. */
import { DomainError, type FieldFault, InvalidInput } from '../../../kernel/domain-error.js';
import type { JsonObject } from '../../../kernel/json.js';
import { parseInput } from '../../../kernel/parse.js';
import { PROCEDURES } from '../../../modules/written-procedures/index.js';
import { requireCommand } from '../../../modules/cases/index.js';
import type { SignedInPerson } from '../../../platform/http/session.js';
import type { ReadProcedure } from '../procedure.reader.js';
import { formOf } from './act-form.js';
import type { FormWords } from './field-builder.js';
import { type Entered, type Field, enteredIn, inputFor, payloadFrom } from './fields.js';
import type { ActName } from './open-acts.js';

/** An act with its form filled in. */
export interface Task {
  readonly command: ActName;
  readonly fields: readonly Field[];
  readonly entered: Entered;
  readonly payload: JsonObject;
  readonly faults: readonly FieldFault[];
}

/** What a task is made of. */
export interface TaskAsked {
  readonly command: ActName;
  readonly read: ReadProcedure;
  readonly person: SignedInPerson;
  /** what was sent, or what the link to the form names */
  readonly body: Entered;
  readonly words: FormWords;
}

/** @returns the task with its form; faults are there to be shown only once the form was sent */
export function taskOf({ command, read, person, body, words }: TaskAsked): Task {
  const fields = formOf(command, { read, person, asked: body, words });
  const entered = enteredIn(fields, body);
  const say = (fault: string, label: string): string => words.t(`procedures.fault.${fault}`, { label });
  const { payload, faults } = payloadFrom(fields, entered, say);
  const own = requiredOf(command, payload, read, words);
  const found = [...faults, ...own];
  return {
    command,
    fields,
    entered,
    payload,
    faults: found.length > 0 ? found : schemaFaults(command, payload, fields, words),
  };
}

/** What the rules ask for besides: a reason for some answers, a statement for one. */
function requiredOf(
  command: ActName,
  payload: JsonObject,
  { view }: ReadProcedure,
  { t }: FormWords,
): FieldFault[] {
  if (command !== 'record-position' && command !== 'register-offline-position') return [];
  const rule = Object.entries(view.rules?.positions ?? {}).find(([kind]) => kind === payload['kind'])?.[1];
  if (rule?.reason === 'required' && !payload['reason'])
    return [{ field: 'reason', message: t('procedures.fault.reason') }];
  if (payload['kind'] === 'no-objection-with-statement' && !payload['statement'])
    return [{ field: 'statement', message: t('procedures.fault.statement') }];
  return [];
}

/** What the command's own schema finds: shown at the input it is about, else at the top. */
function schemaFaults(
  command: ActName,
  payload: JsonObject,
  fields: readonly Field[],
  words: FormWords,
): FieldFault[] {
  try {
    parseInput(requireCommand(PROCEDURES, command).payload, payload, command);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.faults.map(({ field, message }) => ({
      field: inputFor(fields, field) ?? '',
      message: words.phraseText(message),
    }));
  }
}

/** @throws DomainError `procedure.act-not-open` when the procedure does not hear the act in its present state */
export function requireOpen(command: ActName, { view }: ReadProcedure, { t }: FormWords): void {
  if (view.allowed.includes(command)) return;
  throw new DomainError(
    'procedure.act-not-open',
    'conflict',
    t('procedures.fault.notOpen', {
      act: t(`procedures.act.${command}`),
      status: t(`procedures.status.${view.status}`),
    }),
  );
}
