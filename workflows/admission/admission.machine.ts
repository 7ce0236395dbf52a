/**
 * How a government becomes a Participant, or somebody an Observer: notification, a complete file, circulation, examination by the
 * committee with a visit where it wants one, provisional acceptance, decision, effect, notice, and the law of each that applies it.
 *
 * Source: KP Core Document VI.5, VI.8-10, V(a); practice of 2012, 2017 and 2018. Rules and times in `ADMISSION_RULES`. Nothing but a
 * decision admits or refuses; the applicant has no say in it.
 */
import { setup } from 'xstate';
import { caseSetup, dutyListeners, dutyRegion, leadsTo, stays } from '../casework/index.js';
import { commands } from './admission.commands.js';
import type { AdmissionContext } from './admission.context.js';
import {
  atEffect,
  atFailure,
  atNotification,
  followedUp,
  isAdmitted,
  isAhead,
  isFollowedUp,
  notifiedContext,
  oweFollowUp,
  oweRecommendation,
} from './admission.rules.js';
import { isComplete } from './file.rules.js';
import { effectIn } from './follow-up.commands.js';

const { types, guards, delays, actions, changing, sending, until } = caseSetup<AdmissionContext>(commands);
interface Scope {
  readonly context: AdmissionContext;
}
const admission = setup({
  types,
  delays: { ...delays, effective: until(effectIn) },
  guards: {
    ...guards,
    isAhead: ({ context }: Scope) => isAhead(context),
    isAdmitted: ({ context }: Scope) => isAdmitted(context),
    isRefused: ({ context }: Scope) => context.outcome?.how === 'refused',
    isFileWanting: ({ context }: Scope) => !isComplete(context),
    isRecommended: ({ context }: Scope) => context.standing !== null,
    isProvisional: ({ context }: Scope) => context.provisional !== null,
    isFollowedUp: ({ context }: Scope) => isFollowedUp(context),
  },
  actions: {
    ...actions,
    atNotification: sending(atNotification),
    atEffect: sending(atEffect),
    atFailure: sending(atFailure),
    oweRecommendation: changing(oweRecommendation),
    oweFollowUp: changing(oweFollowUp),
    followedUp: changing(followedUp),
  },
});

/** The statechart of an admission. */
export const admissionMachine = admission.createMachine({
  id: 'admission',
  context: ({ input }) => notifiedContext(input),
  type: 'parallel',
  on: dutyListeners,
  states: {
    progress: {
      initial: 'notified',
      states: {
        notified: {
          meta: { title: 'Notified', needed: 'The Chair is to circulate the application.' },
          entry: ['atNotification'],
          on: {
            'receive-file': stays,
            'ask-for-rest': stays,
            circulate: leadsTo('examining'),
            withdraw: leadsTo('withdrawn'),
          },
        },
        examining: {
          meta: { title: 'Being examined', needed: 'The application is examined and decided.' },
          initial: 'sifting',
          on: {
            'receive-file': leadsTo('.sifting'),
            'ask-for-rest': leadsTo('.sifting'),
            'record-visit': stays,
            'file-visit-report': stays,
            'accept-provisionally': leadsTo('.sifting'),
            recommend: leadsTo('.sifting'),
            decide: leadsTo('deciding'),
            withdraw: leadsTo('withdrawn'),
          },
          states: {
            sifting: {
              meta: { title: 'Being sifted', needed: 'Nothing: passed through in no time.' },
              always: [
                { guard: 'isFileWanting', target: 'completing' },
                { guard: 'isRecommended', target: 'recommended' },
                { guard: 'isProvisional', target: 'provisional' },
                { target: 'examination' },
              ],
            },
            completing: {
              meta: { title: 'File incomplete', needed: 'The applicant is to send the rest of its file.' },
            },
            examination: {
              meta: { title: 'Under examination', needed: 'The committee is to recommend.' },
              entry: ['oweRecommendation'],
            },
            provisional: {
              meta: { title: 'Accepted provisionally', needed: 'The committee is to recommend.' },
              entry: ['oweRecommendation'],
            },
            recommended: {
              meta: { title: 'Recommended', needed: 'The Plenary, or the Participants in writing, decide.' },
            },
          },
        },
        deciding: {
          meta: { title: 'Being decided', needed: 'Nothing: passed through in no time.' },
          always: [
            { guard: 'isAhead', target: 'awaiting-effect' },
            { guard: 'isAdmitted', target: 'transposition' },
            { guard: 'isRefused', target: 'refused' },
            { target: 'examining' },
          ],
        },
        'awaiting-effect': {
          meta: { title: 'Admitted from a later date', needed: 'Its date comes.' },
          on: { 'give-notice': stays, annul: leadsTo('examining'), withdraw: leadsTo('withdrawn') },
          after: { effective: { target: 'transposition' } },
        },
        transposition: {
          meta: {
            title: 'Admitted, lists to follow',
            needed: 'The notice, and the acts of those who apply it.',
          },
          entry: ['atEffect', 'oweFollowUp'],
          on: {
            'give-notice': stays,
            'record-transposition': stays,
            'decide-seat': stays,
            close: leadsTo('admitted'),
          },
          always: { guard: 'isFollowedUp', target: 'admitted', actions: ['followedUp'] },
        },
        admitted: { type: 'final', meta: { title: 'Admitted', needed: 'Nothing: admitted everywhere.' } },
        refused: {
          type: 'final',
          entry: ['atFailure'],
          meta: { title: 'Not admitted', needed: 'Nothing: refused.' },
        },
        withdrawn: {
          type: 'final',
          entry: ['atFailure'],
          meta: { title: 'Withdrawn', needed: 'Nothing: withdrawn.' },
        },
      },
    },
    duties: dutyRegion,
  },
});
