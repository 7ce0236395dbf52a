/** Why a time in which members may stop something is not opened, and who may not use it. */
import { type Asked, firstRefusal, refuse, refusalOfComputing } from '../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../src/kernel/workflow.js';
import { after, factsOf, refusalOfCodes, refusalOfSpeaking } from '../casework/index.js';
import type { MeasureContext } from './measure.context.js';
import { provisionsAt, versionAt } from './versions.rules.js';
import { isOpen } from './windows.rules.js';

/** What is said when such a time is opened. */
export interface OpeningOfWindow {
  readonly id: string;
  readonly subject: string;
  readonly zones: string[];
  readonly members: string[];
}

/** @returns a refusal where nothing is stopped by members here, or by those named nothing could be; or null */
export function refusalOfWindow({
  context,
  event,
  payload,
}: Asked<OpeningOfWindow, MeasureContext>): Refusal | null {
  const { id, members } = payload;
  const polarity = provisionsAt(context)?.polarity;
  if (polarity?.kind !== 'stop')
    return refuse(
      'measure.not-stopped-by-members',
      'Here nothing changes without consensus, so there is no time in which members stop it. Amend the measure first.',
    );
  return firstRefusal(
    () =>
      context.windows.some((one) => one.id === id)
        ? refuse('measure.window-known', `«${id}» was opened already. Give this one its own name.`, 'id')
        : null,
    () =>
      polarity.what === 'exports' && payload.zones.length === 0
        ? refuse('measure.zones-missing', 'Name the zones or mines whose exports may be stopped.', 'zones')
        : null,
    () => refusalOfCodes(event, members, 'members', ['participant']),
    () => refusalOfUnseated(event, polarity.organ, members),
    () => refusalOfTooFew(context, new Set(members), polarity.stopAt),
    () => refusalOfComputing('id', () => after(event.occurredAt, polarity.within, context.zone)),
  );
}

/** An organ of which no seats are on record at that time, as in imported histories, has the members that are named. */
function refusalOfUnseated(event: CommandEvent, organ: string, members: readonly string[]): Refusal | null {
  const seated = factsOf(event).seats[organ] ?? [];
  const outside = members.filter((code) => !seated.includes(code));
  if (seated.length === 0 || outside.length === 0) return null;
  return refuse(
    'measure.not-seated',
    `Not seated in ${organ} now: ${outside.join(', ')}. Its members are ${seated.join(', ')}. Name some of these, or enter the seat in the registry first.`,
    'members',
  );
}

/** Of so few members nobody could stop it. */
function refusalOfTooFew(
  context: MeasureContext,
  members: ReadonlySet<string>,
  stopAt: number,
): Refusal | null {
  const counts = versionAt(context)?.decision?.concernedCounts === true;
  const able = [...members].filter((code) => code !== context.party || counts).length;
  if (able >= stopAt) return null;
  return refuse(
    'measure.too-few-members',
    `It takes ${stopAt} members to stop it, and only ${able} are named that count. Name all members of the organ.`,
    'members',
  );
}

/** @returns a refusal where the time is over, or whoever would stop something did not sit there when it began; or null */
export function refusalOfMember({
  context,
  event,
  payload: { window, member },
}: Asked<{ readonly window: string; readonly member: string }, MeasureContext>): Refusal | null {
  const open = context.windows.filter(isOpen);
  const found = open.find(({ id }) => id === window);
  if (!found) {
    const known = open.length === 0 ? 'None is open' : `Open are: ${open.map(({ id }) => id).join(', ')}`;
    return refuse('measure.no-such-window', `«${window}» is no time that runs. ${known}.`, 'window');
  }
  if (!found.members.includes(member))
    return refuse(
      'measure.not-a-member',
      `${member} did not sit in ${found.organ} when the time began. It may write to the Chair.`,
      'member',
    );
  return refusalOfSpeaking(event, member, 'member');
}
