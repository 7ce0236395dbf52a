/** Judging the two forms of an answer before anything is sent to the procedure. */
import { z } from 'zod';
import type { FrozenParty } from '../../../workflows/written-procedure/index.js';
import type { Words } from '../../platform/http/words.js';
import type { BallotVisit } from './ballot-visit.service.js';
import {
  type CastForm,
  type Choice,
  type ChoiceForm,
  type FormFault,
  LONGEST_LINE,
  LONGEST_PROSE,
  findKind,
} from './ballot.dto.js';
import type { CodeFinding } from './ballot.service.js';

const LIMITS = [
  ['reason', LONGEST_PROSE],
  ['statement', LONGEST_PROSE],
  ['paragraph', LONGEST_LINE],
  ['resolution', LONGEST_PROSE],
] as const;

/** The answer when it can be given as entered, else null; and what is to be mended. */
export interface AnswerFaults {
  readonly choice: Choice | null;
  readonly faults: readonly FormFault[];
}

/** @returns what a confirmation form is sealed to: exactly the answer it shows */
export function sealOf(choice: Omit<ChoiceForm, 'nonce'>): readonly string[] {
  return [
    'cast',
    choice.kind,
    choice.reason,
    choice.statement,
    choice.paragraph,
    choice.resolution,
    choice.until,
  ];
}

/**
 * @param visit the link followed
 * @param form what was entered
 * @param isGenuine whether the form came from this browser and this link
 * @param words the page's language
 * @returns the answer, or every fault at once
 */
export function choiceFaults(
  visit: BallotVisit,
  form: ChoiceForm,
  isGenuine: boolean,
  { t }: Pick<Words, 't'>,
): AnswerFaults {
  const faults: FormFault[] = [];
  const kind = findKind(form.kind);
  const rule = kind === null ? undefined : visit.rules.positions[kind];
  if (!isGenuine) faults.push({ field: 'kind', message: t('ballots.faults.stale') });
  if (kind === null || !rule) faults.push({ field: 'kind', message: t('ballots.faults.kind') });
  if (kind !== null && rule?.reason === 'required' && form.reason === '') {
    faults.push({
      field: 'reason',
      message: t('ballots.faults.reason', { kind: t(`ballots.kinds.${kind}`) }),
    });
  }
  if (kind === 'no-objection-with-statement' && form.statement === '') {
    faults.push({
      field: 'statement',
      message: t('ballots.faults.statement', { kind: t(`ballots.kinds.${kind}`) }),
    });
  }
  for (const [field, limit] of LIMITS) {
    if (form[field].length > limit) faults.push({ field, message: t('ballots.faults.tooLong', { limit }) });
  }
  if (form.until !== '' && !z.iso.date().safeParse(form.until).success)
    faults.push({ field: 'until', message: t('ballots.faults.until') });
  else if (form.until !== '' && rule && !rule.asksForTime)
    faults.push({ field: 'until', message: t('ballots.faults.untilAlone') });
  if (kind === null || faults.length > 0) return { choice: null, faults };
  const { reason, statement, paragraph, resolution, until } = form;
  return { choice: { kind, reason, statement, paragraph, resolution, until }, faults };
}

/**
 * @param visit the link followed
 * @param choice the answer about to be cast
 * @param form the confirmation as entered
 * @param checkCode looks at the code from the mail; only asked when the answer stands in the way
 * @param words the page's language
 * @returns what is to be mended; empty when the answer may be cast
 */
export async function castFaults(
  visit: BallotVisit,
  choice: Choice,
  form: CastForm,
  checkCode: (code: string) => Promise<CodeFinding>,
  { t, partyName }: Pick<Words, 't' | 'partyName'>,
): Promise<readonly FormFault[]> {
  const party = partyName(visit.party.code, visit.party.name);
  if (![visit.party.name, party].some((name) => names(form.represents, { ...visit.party, name })))
    return [{ field: 'represents', message: t('ballots.faults.represents', { party }) }];
  if (visit.isObserver || !visit.rules.positions[choice.kind]?.blocks) return [];
  const finding = await checkCode(form.code);
  if (finding === 'right') return [];
  return [
    { field: 'code', message: t(finding === 'wait' ? 'ballots.faults.codeWait' : 'ballots.faults.code') },
  ];
}

/**
 * @param typed what was typed
 * @param party the party it should name
 * @returns whether it is the party's name or code; case, accents, spaces and punctuation do not matter
 */
export function names(typed: string, party: Pick<FrozenParty, 'code' | 'name'>): boolean {
  const bare = (text: string): string =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '');
  const given = bare(typed);
  return given !== '' && (given === bare(party.code) || given === bare(party.name));
}
