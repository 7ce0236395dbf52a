/** Why a draft, its amendment or its launch is refused. */
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { refusalOfConditions } from './launch-conditions.refusals.js';
import { earliestOpening, windowBounds, windowDeadline } from './deadlines.rules.js';
import {
  type Asked,
  firstRefusal,
  lackingOffice,
  launchFactsSchema,
  refuse,
  refusalOfComputing,
  textFactsSchema,
} from './refusal.rules.js';
import type { RuleSet } from './rule-set.js';
import type { ProcedureContext } from './written-procedure.context.js';
import type { Payload } from './written-procedure.payloads.js';

type Launch = Asked<Payload<'launch'>>;
type Texts = ProcedureContext['texts'];

/** @returns why a case cannot start from this draft, or null */
export function refusalOfDraft({ event }: Asked<Payload<'draft'>>): Refusal | null {
  return missingHash(event);
}

/** @returns why the draft cannot be amended so, or null */
export function refusalOfAmendment({ event, payload }: Asked<Payload<'amend-draft'>>): Refusal | null {
  if (Object.values(payload).every((value) => value === undefined))
    return refuse('draft.nothing-amended', 'Name at least one part of the draft to change.');
  return payload.texts ? missingHash(event) : null;
}

/** @returns why the procedure cannot be launched so, or null */
export function refusalOfLaunch(asked: Launch): Refusal | null {
  const facts = launchFactsSchema.safeParse(asked.event.facts);
  if (!facts.success) {
    const issue = facts.error.issues[0];
    return refuse(
      'launch.facts-incomplete',
      `The records give no usable ${issue?.path.map(String).join('.') ?? 'facts'}: ${issue?.message ?? ''}. Check the rule set and the register.`,
      'ruleSet',
    );
  }
  const { rules, electorate } = facts.data;
  return firstRefusal(
    () => lackingOffice('launch the procedure', rules.opener.offices, 'opener', asked.event),
    () =>
      missingElectorate(
        asked,
        rules,
        electorate.map((member) => member.code),
      ),
    () =>
      missingLanguages(
        asked.context.texts,
        languagesOf(rules, asked.payload),
        rules,
        asked.payload.languageWaiver,
      ),
    () => missingPrecondition(asked, rules),
    () => (facts.data.aboutFault ? refuse('launch.about', facts.data.aboutFault, 'about') : null),
    () =>
      refusalOfComputing('opensAt', () =>
        windowBounds(rules, asked.payload.opensAt ?? earliestOpening(rules, asked.event.occurredAt)),
      ),
    () => earlyOpening(asked, rules),
    () => windowOutOfBounds(asked, rules),
    () =>
      refusalOfConditions(
        asked,
        facts.data,
        asked.payload.opensAt ?? earliestOpening(rules, asked.event.occurredAt),
      ),
  );
}

/** @returns the languages the text must be in: those the rules require, and those the opener adds */
export function languagesOf(rules: RuleSet, launch: Pick<Payload<'launch'>, 'languages'>): string[] {
  return [...new Set([...rules.languages.required, ...(launch.languages ?? [])])];
}

/**
 * @param texts the texts put, one per language
 * @param languages the languages they must be in
 * @param waiver why some are missing, when that was agreed
 * @returns a refusal naming the missing languages, or null; nothing waives the authoritative one
 */
export function missingLanguages(
  texts: Texts,
  languages: readonly string[],
  rules: RuleSet,
  waiver: string | null | undefined,
): Refusal | null {
  const given = texts.map((text) => text.language);
  if (!given.includes(rules.languages.authoritative)) {
    return refuse(
      'launch.authoritative-text-missing',
      `The text in «${rules.languages.authoritative}» decides and is missing. Add it.`,
      'texts',
    );
  }
  const missing = languages.filter((language) => !given.includes(language));
  if (missing.length === 0 || waiver) return null;
  return refuse(
    'launch.languages-missing',
    `The text is missing in ${missing.join(', ')}. Add it, or say why it is waived.`,
    'languageWaiver',
  );
}

/** @returns a refusal when the application gave no hash with a text */
export function missingHash(event: CommandEvent): Refusal | null {
  if (textFactsSchema.safeParse(event.facts).success) return null;
  return refuse(
    'draft.hash-missing',
    'The text came without its SHA-256, which every answer refers to. Send it again; if this comes back, tell the operator.',
  );
}

function missingElectorate({ context }: Launch, rules: RuleSet, members: readonly string[]): Refusal | null {
  const excluded = rules.electorate.memberConcerned === 'excluded' ? context.memberConcerned : null;
  if (members.some((code) => code !== excluded)) return null;
  return refuse(
    'launch.nobody-to-ask',
    'No member takes part. Check the roll as of today, and the rules on who counts.',
  );
}

function missingPrecondition({ payload }: Launch, rules: RuleSet): Refusal | null {
  if (rules.precondition.kind === 'none' || payload.precondition) return null;
  return refuse(
    'launch.precondition-missing',
    `The rules ask for «${rules.precondition.kind}» first (${rules.precondition.source}). Say where and when it was given.`,
    'precondition',
  );
}

function earlyOpening({ event, payload }: Launch, rules: RuleSet): Refusal | null {
  const earliest = earliestOpening(rules, event.occurredAt);
  if (!payload.opensAt || payload.opensAt >= earliest) return null;
  const notice = rules.notice
    ? `, after the notice of ${rules.notice.period.value} ${rules.notice.period.unit}`
    : '';
  return refuse(
    'launch.opens-too-early',
    `The window can open at ${earliest} at the earliest${notice}; ${payload.opensAt} was asked. Name a later instant.`,
    'opensAt',
  );
}

function windowOutOfBounds({ event, payload }: Launch, rules: RuleSet): Refusal | null {
  const opensAt = payload.opensAt ?? earliestOpening(rules, event.occurredAt);
  const field = payload.deadline ? 'deadline' : 'period';
  const unfit = refusalOfComputing(field, () => windowDeadline(rules, opensAt, payload));
  if (unfit) return unfit;
  const { at } = windowDeadline(rules, opensAt, payload);
  const { earliest, latest } = windowBounds(rules, opensAt);
  if (at >= earliest.at && at <= latest.at) return null;
  return refuse(
    'launch.window-out-of-bounds',
    `The window would close at ${at}. The rules let it close between ${earliest.at} and ${latest.at} (${rules.window.source}).`,
    field,
  );
}
