/**
 * Reverse consensus: what goes on unless so many members of an organ stop it within a time.
 *
 * Source: the draft decision of 2010 on Marange (exports go on unless members of the Working Group on Monitoring stop them; 15 days for
 * it to look at the Monitor's report), as reported. It was never adopted; how many members it takes is data of each decision.
 */
import { z } from 'zod';
import { type Asked, firstRefusal, refuse, refusalOfComputing } from '../../../src/kernel/refusals.js';
import type { CommandEvent, Refusal } from '../../../src/kernel/workflow.js';
import {
  after,
  codeSchema,
  commandsFor,
  lineSchema,
  notify,
  refusalOfCodes,
  refusalOfSpeaking,
} from '../../casework/index.js';
import type { MeasureContext, Window } from '../measure.context.js';
import { zonesSchema } from '../provisions.js';
import { hearers } from '../telling.js';
import { provisionsAt, versionAt } from '../versions.rules.js';
import { counting, isOpen, stoppedIfEnough } from '../windows.rules.js';
import { OFFICES } from './change.commands.js';

const RULE =
  'draft decision of 2010 on Marange, paragraph 3; never adopted, so every figure is data of the decision';
const windowId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,21}$/, 'at most 22 lower-case letters, digits and hyphens, such as mine-7');
const command = commandsFor<MeasureContext>();

export const windowCommands = {
  'open-window': command(
    z.strictObject({
      id: windowId,
      /** what goes on unless it is stopped: `exports of mine 7, after the Monitor's report of 21 March` */
      subject: lineSchema,
      zones: zonesSchema.default([]),
      /** Participants that sit in the organ, and can stop it; frozen from now on */
      members: z.array(codeSchema).min(1).max(200),
    }),
    {
      title: 'give an organ the time in which its members may stop something',
      by: OFFICES,
      article: RULE,
      recordedAs: 'window-opened',
      refusal: (asked) => refusalOfWindow(asked),
      change: ({ context, event, payload }) => ({
        windows: [...context.windows, opened(context, event, payload)],
      }),
      tells: ({ context, payload: { id, subject, members } }) =>
        notify(context, members, {
          kind: 'request',
          lead: `It goes on unless stopped: ${subject}`,
          when: { at: dueOf(context, id), label: 'May be stopped before' },
          paragraphs: [`It takes ${stopAtOf(context, id)} members to stop it.`],
        }),
    },
  ),
  'object-to-continuation': command(
    z.strictObject({ window: windowId, member: codeSchema, ground: lineSchema }),
    {
      title: 'object to going on',
      by: ['participant', ...OFFICES],
      article: RULE,
      recordedAs: 'objection-to-continuation-made',
      who: membersWithTime,
      refusal: (asked) =>
        firstRefusal(
          () => refusalOfMember(asked),
          () =>
            counting(asked.context, asked.payload.window, asked.payload.member)
              ? refuse('measure.objected-already', `${asked.payload.member} objects already.`, 'member')
              : null,
        ),
      change: ({ context, event, payload: { window, member, ground } }) => {
        const counted = member !== context.party || versionAt(context)?.decision?.concernedCounts === true;
        const objection = { member, at: event.occurredAt, ground, counted, withdrawnAt: null };
        const windows = changed(context, window, (one) => ({ objections: [...one.objections, objection] }));
        return stoppedIfEnough({ ...context, windows }, event, window);
      },
      tells: ({ context, payload: { window, member, ground } }) => {
        const stopped = context.windows.find(({ id }) => id === window)?.outcome === 'stopped';
        return notify(context, stopped ? hearers(context) : [...OFFICES], {
          kind: stopped ? 'decision' : 'news',
          lead: stopped
            ? `Stopped: ${subjectOf(context, window)}`
            : `${member} objects: ${subjectOf(context, window)}`,
          paragraphs: [ground],
        });
      },
    },
  ),
  'withdraw-objection': command(z.strictObject({ window: windowId, member: codeSchema }), {
    title: 'withdraw an objection to going on',
    by: ['participant', ...OFFICES],
    article: 'assumed: while the time runs and it has not been stopped',
    recordedAs: 'objection-to-continuation-withdrawn',
    who: membersWithTime,
    refusal: (asked) =>
      firstRefusal(
        () => refusalOfMember(asked),
        () =>
          counting(asked.context, asked.payload.window, asked.payload.member)
            ? null
            : refuse('measure.no-objection', `${asked.payload.member} does not object.`, 'member'),
      ),
    change: ({ context, event, payload: { window, member } }) => ({
      windows: changed(context, window, ({ objections }) => ({
        objections: objections.map((one) =>
          one.member === member && one.withdrawnAt === null ? { ...one, withdrawnAt: event.occurredAt } : one,
        ),
      })),
    }),
  }),
} as const;

type Opening = {
  readonly id: string;
  readonly subject: string;
  readonly zones: string[];
  readonly members: string[];
};

function opened(context: MeasureContext, event: CommandEvent, payload: Opening): Window {
  const polarity = provisionsAt(context)?.polarity;
  if (polarity?.kind !== 'stop') throw new Error('a window was opened where nothing is stopped by members'); // the refusal rules it out
  return {
    ...payload,
    openedAt: event.occurredAt,
    due: after(event.occurredAt, polarity.within, context.zone),
    organ: polarity.organ,
    stopAt: polarity.stopAt,
    what: polarity.what,
    objections: [],
    outcome: null,
    endedAt: null,
  };
}

function changed(
  { windows }: MeasureContext,
  id: string,
  change: (window: Window) => Partial<Window>,
): MeasureContext['windows'] {
  return windows.map((one) => (one.id === id ? { ...one, ...change(one) } : one));
}

function dueOf({ windows, asOf }: MeasureContext, id: string): Window['due']['at'] {
  return windows.find((one) => one.id === id)?.due.at ?? asOf;
}

function stopAtOf({ windows }: MeasureContext, id: string): number {
  return windows.find((one) => one.id === id)?.stopAt ?? 0;
}

function subjectOf({ windows }: MeasureContext, id: string): string {
  return windows.find((one) => one.id === id)?.subject ?? '';
}

function refusalOfWindow({ context, event, payload }: Asked<Opening, MeasureContext>): Refusal | null {
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
    () => refusalOfTooFew(context, new Set(members), polarity.stopAt),
    () => refusalOfComputing('id', () => after(event.occurredAt, polarity.within, context.zone)),
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

/** Who sat in an organ when a time began that still runs. */
function membersWithTime({ windows }: MeasureContext): readonly string[] {
  return windows.filter(isOpen).flatMap(({ members }) => members);
}

function refusalOfMember({
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
