/** What the ladder sets off at each of its steps: reminders, the word that something is late, rungs, and a place on an agenda. */
import { newItemSchema } from '../plenary-meeting/index.js';
import type { CaseContext } from './case.context.js';
import { isPostponed, openDuties } from './duty.js';
import { type Outgoing, type Target, notify } from './effects.js';
import { OWN_SIDE, type Rung, isTask } from './ladder.js';
import { type DutyStep, nextStep, stepTaken } from './next-step.js';

/** @returns instant of the step that is waited for now, null when none is ahead; and what waits for the Plenary still */
export function planned(context: CaseContext): Pick<CaseContext, 'planned' | 'forPlenary'> {
  const { forPlenary } = context;
  const waits = forPlenary?.duty === undefined || leadsToPlenary(context, forPlenary.duty);
  return { planned: nextStep(context)?.at ?? null, forPlenary: waits ? forPlenary : null };
}

/** What a duty brought before the Plenary waits no more once it is closed, lawfully postponed, or has another day. */
function leadsToPlenary(context: CaseContext, id: string): boolean {
  const duty = openDuties(context).find((one) => one.id === id);
  return (
    duty !== undefined &&
    !isPostponed(duty, context.asOf) &&
    duty.climbs.some(({ rung }) => rung.to === 'plenary')
  );
}

/** @returns whether what comes next, or what waits for the Plenary, is no longer as it was planned */
export function planMoved(context: CaseContext): boolean {
  const { planned: at, forPlenary } = planned(context);
  return at !== context.planned || forPlenary !== context.forPlenary;
}

/** @returns the memory after the step that has come */
export function takeStep(context: CaseContext): Partial<CaseContext> {
  const step = nextStep(context);
  if (!step) return {};
  const taken = stepTaken(context, step);
  if (step.kind !== 'rung' || step.rung.to !== 'plenary') return taken;
  return {
    ...taken,
    forPlenary: context.forPlenary ?? { since: step.at, item: itemFor(context, step), duty: step.duty.id },
  };
}

/** @returns what goes out at the step that has come, told from the memory before it, and the fact for the history */
export function toldAtStep(context: CaseContext): readonly Outgoing[] {
  const step = nextStep(context);
  if (!step) return [];
  const { duty } = step;
  const to = step.kind === 'rung' ? step.rung.to : null;
  const fact = {
    type: FACTS[step.kind],
    data: { duty: duty.id, at: step.at, ...(to === null ? {} : { to }) },
  };
  return [{ type: 'record', params: fact }, ...outgoing(context, step)];
}

const FACTS = { reminder: 'reminded', late: 'became-late', rung: 'rung-climbed' } as const;

function outgoing(context: CaseContext, step: DutyStep): readonly Outgoing[] {
  const { duty } = step;
  const when = duty.due
    ? { at: duty.due.at, label: step.kind === 'reminder' ? 'Due before' : 'Was due before' }
    : null;
  const base = { when, duty: duty.id, digest: true };
  if (step.kind === 'reminder')
    return notify(context, duty.from, {
      ...base,
      kind: 'reminder',
      lead: `${duty.what} is awaited of ${duty.from.join(', ')}`,
    });
  if (step.kind === 'late')
    return notify(context, [...duty.from, 'secretariat'], {
      ...base,
      kind: 'late',
      lead: `${duty.what} was awaited of ${duty.from.join(', ')} and is late`,
    });
  return step.passedOver ? [] : climbing(context, step, base);
}

type Base = {
  readonly when: { at: DutyStep['at']; label: string } | null;
  readonly duty: string;
  readonly digest: boolean;
};

function climbing(
  context: CaseContext,
  step: Extract<DutyStep, { kind: 'rung' }>,
  base: Base,
): readonly Outgoing[] {
  const { rung, duty } = step;
  const lead = `${duty.what} is still awaited of ${duty.from.join(', ')}`;
  if (rung.to === 'plenary') {
    const { item } = context.forPlenary ?? { item: itemFor(context, step) };
    return [
      { type: 'put-before-plenary', params: { item, words: rung.words } },
      ...notify(context, ['chair', 'secretariat'], { ...base, kind: 'rung', lead, paragraphs: [rung.words] }),
    ];
  }
  const targets = targetsOf(rung.to, duty.from);
  if (!isTask(rung))
    return notify(context, targets, { ...base, kind: 'rung', lead, paragraphs: [rung.words] });
  const whom = targets.map(({ code, who }) => `${code} (${who.replaceAll('-', ' ')})`).join(', ');
  return notify(context, [rung.by === 'chair' ? 'chair' : 'secretariat'], {
    ...base,
    kind: 'task',
    lead: taskWords(rung.channel, whom, lead),
    paragraphs: [rung.words, 'Log what came of it (log-contact).'],
  });
}

function taskWords(channel: Rung['channel'], whom: string, lead: string): string {
  if (channel === 'call') return `Call ${whom}: ${lead}`;
  return channel === 'mail' ? `Write to ${whom}: ${lead}` : `Send a note verbale to ${whom}: ${lead}`;
}

function targetsOf(to: string, from: readonly string[]): readonly Target[] {
  const who = OWN_SIDE.find((one) => one === to);
  return who ? from.map((code) => ({ code, who })) : [{ code: to, who: 'contacts' }];
}

/** The item that a case is on an agenda; the same each time, so that it comes onto it once. */
export function itemFor(
  context: Pick<CaseContext, 'caseId' | 'reference' | 'title' | 'visibility' | 'concerns' | 'subjects'>,
  step: { readonly duty: { readonly what: string } } | null,
): NonNullable<CaseContext['forPlenary']>['item'] {
  const { caseId, reference, title, visibility, concerns, subjects } = context;
  return newItemSchema.parse({
    id: `case-${caseId.slice(-12)}`,
    title: `${reference}: ${step ? step.duty.what : title}`.slice(0, 300),
    visibility,
    concerns: visibility === 'concerned' ? [...new Set([...subjects, ...concerns])] : concerns,
    origin: { workflow: 'casework', caseId, reference },
  });
}
