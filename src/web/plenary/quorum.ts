import type { MeetingContext } from '../../../workflows/plenary-meeting/index.js';

/** How many are there, and how many are needed. */
export interface Quorum {
  /** Participants registered with credentials */
  readonly present: number;
  readonly needed: number;
  readonly reached: boolean;
}

/** @returns the quorum of a meeting as its own rule counts it: Participants registered with credentials */
export function quorumOf({ attendance, quorum }: Pick<MeetingContext, 'attendance' | 'quorum'>): Quorum {
  const present = attendance.filter(({ as, credentials }) => as === 'participant' && credentials).length;
  return { present, needed: quorum, reached: present >= quorum };
}
