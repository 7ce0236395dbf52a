/** Who makes a team, as data, and what a team still lacks; pure. */
import { z } from 'zod';
import { codeSchema, lineSchema } from '../casework/index.js';

const count = z.int().min(0).max(50);

/** What a team is made of. */
export const teamRuleSchema = z.strictObject({
  /** Participants besides the leader; each counts once, whoever it sends */
  participants: z.strictObject({ min: count, max: count }),
  /** observers by code, such as WDC and CSC; every person counts */
  observers: z.array(z.strictObject({ code: codeSchema, min: count, max: count })).max(10),
  experts: z.strictObject({ max: count, fromOutside: z.boolean() }),
  source: z.string().min(1),
});
export type TeamRule = z.output<typeof teamRuleSchema>;

export const MEMBER_ROLES = ['leader', 'member', 'expert'] as const;
export const memberSchema = z.strictObject({
  /** the Participant or observer that sends the person; of an expert also a body outside, where the rule allows it */
  code: codeSchema,
  as: z.enum(MEMBER_ROLES),
  /** who is sent; null while it is not known */
  name: lineSchema.nullable().default(null),
});
export type Member = z.output<typeof memberSchema>;

/** @returns code of the party that leads; null while nobody does */
export function leaderOf(team: readonly Member[]): string | null {
  return team.find(({ as }) => as === 'leader')?.code ?? null;
}

/**
 * What keeps people from being a team under the rule.
 *
 * @param members in any order
 * @param rule of the visit or mission
 * @returns one phrase for each fault, such as `1 of CSC, not 0`; none when the team is whole
 */
export function faultsOfTeam(members: readonly Member[], rule: TeamRule): readonly string[] {
  const leaders = members.filter(({ as }) => as === 'leader').length;
  const sent = members.filter(({ as }) => as === 'member').map(({ code }) => code);
  const listed = rule.observers.map(({ code }) => code);
  const others = new Set(sent.filter((code) => !listed.includes(code)));
  const experts = members.filter(({ as }) => as === 'expert').length;
  const { participants } = rule;
  return [
    ...outside(leaders, { min: 1, max: 1 }, 'leader'),
    ...outside(others.size, participants, 'Participants besides the leader'),
    ...rule.observers.flatMap(({ code, min, max }) =>
      outside(sent.filter((one) => one === code).length, { min, max }, `of ${code}`),
    ),
    ...outside(experts, { min: 0, max: rule.experts.max }, 'experts'),
  ];
}

/** @returns the codes that must be Participants: the leader's and those of members that are no observers of the rule */
export function governmentsIn(members: readonly Member[], rule: TeamRule): readonly string[] {
  const observers = rule.observers.map(({ code }) => code);
  return members
    .filter(({ as, code }) => as === 'leader' || (as === 'member' && !observers.includes(code)))
    .map(({ code }) => code);
}

function outside(
  found: number,
  { min, max }: { readonly min: number; readonly max: number },
  what: string,
): readonly string[] {
  if (found >= min && found <= max) return [];
  const wanted = min === max ? `${min}` : `${min} to ${max}`;
  return [`${wanted} ${what}, not ${found}`];
}
