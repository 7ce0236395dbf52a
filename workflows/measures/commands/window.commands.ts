/**
 * Reverse consensus: what goes on unless so many members of an organ stop it within a time.
 *
 * Source: the draft decision of 2010 on Marange (exports go on unless members of the Working Group on Monitoring stop them; 15 days for
 * it to look at the Monitor's report), as reported. It was never adopted; how many members it takes is data of each decision.
 */
import { z } from 'zod';
import { firstRefusal, refuse } from '../../../src/kernel/refusals.js';
import type { CommandEvent } from '../../../src/kernel/workflow.js';
import { after, codeSchema, commandsFor, lineSchema, notify } from '../../casework/index.js';
import type { MeasureContext, Window } from '../measure.context.js';
import { zonesSchema } from '../provisions.js';
import { hearers } from '../telling.js';
import { provisionsAt, versionAt } from '../versions.rules.js';
import { awaitMembers, counting, dutyOfWindow, isOpen, stoppedIfEnough } from '../windows.rules.js';
import { type OpeningOfWindow, refusalOfMember, refusalOfWindow } from '../window.refusals.js';
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
      change: ({ context, event, payload }) => {
        const windows = [...context.windows, opened(context, event, payload)];
        return { windows, ...awaitMembers({ ...context, windows }, payload.id) };
      },
      tells: ({ context, payload: { id, subject, members } }) =>
        notify(context, members, {
          kind: 'request',
          lead: `It goes on unless stopped: ${subject}`,
          when: { at: dueOf(context, id), label: 'May be stopped before' },
          paragraphs: [`It takes ${stopAtOf(context, id)} members to stop it.`],
          duty: dutyOfWindow(id),
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
    change: ({ context, event, payload: { window, member } }) => {
      const windows = changed(context, window, ({ objections }) => ({
        objections: objections.map((one) =>
          one.member === member && one.withdrawnAt === null ? { ...one, withdrawnAt: event.occurredAt } : one,
        ),
      }));
      return { windows, ...awaitMembers({ ...context, windows }, window) };
    },
  }),
} as const;

function opened(context: MeasureContext, event: CommandEvent, payload: OpeningOfWindow): Window {
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

/** Who sat in an organ when a time began that still runs. */
function membersWithTime({ windows }: MeasureContext): readonly string[] {
  return windows.filter(isOpen).flatMap(({ members }) => members);
}
