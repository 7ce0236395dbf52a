import type { CaseId, CommandId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Json, JsonObject } from '../kernel/json.js';
import type { Actor, CaseDescription } from '../kernel/workflow.js';

/** A command to an existing case. `payload` is checked by the command's schema; `asOf` is only for importing histories. */
export interface Command {
  readonly caseId: CaseId;
  readonly type: string;
  readonly commandId: CommandId;
  readonly actor: Actor;
  readonly payload: unknown;
  /** legal instant of a command in an imported history; live commands are stamped by the database */
  readonly asOf?: Instant;
}

/** A command that opens a case. */
export interface StartCommand extends Omit<Command, 'caseId' | 'type'> {
  readonly workflow: string;
  /** makes the case historical: its effects are kept but withheld from the world */
  readonly historical?: boolean;
}

/** Why a command was refused: what was asked, where the case stands, what would be possible. */
export interface RefusalReport {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly asked: string;
  readonly current: string;
  readonly allowed: readonly string[];
}

/** What became of a command. `pending`: received and stamped, not decided yet; asking again with the same id tells. */
export interface CommandOutcome {
  readonly status: 'accepted' | 'refused' | 'pending' | 'parked';
  readonly caseId: CaseId;
  readonly commandId: CommandId;
  readonly receivedAt: Instant;
  /** sequence number of the event in the case's history, when accepted */
  readonly eventSeq?: number;
  readonly refusal?: RefusalReport;
}

/** An armed timer as people may see it. */
export interface ArmedTimer {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly dueAt: Instant;
  readonly epoch: number;
  /** rule, zone and calendar version that gave the instant */
  readonly basis: Json | null;
  readonly handedOver: boolean;
}

/** A case as it stands. */
export interface CaseFile {
  readonly caseId: CaseId;
  readonly workflow: string;
  readonly version: number;
  /** the state in words of the machine: `open.window.running + open.reminders.waiting` */
  readonly state: string;
  readonly stateValue: Json;
  readonly context: JsonObject;
  readonly revision: number;
  readonly ended: boolean;
  readonly historical: boolean;
  readonly health: 'sound' | 'stuck';
  readonly trouble: string | null;
  readonly createdAt: Instant;
  readonly timers: readonly ArmedTimer[];
  readonly description: CaseDescription;
  /** commands the current state listens to */
  readonly allowed: readonly string[];
}

/** One event of a case's history. */
export interface CaseEvent {
  readonly seq: number;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly lateMs: number;
  readonly actor: Actor;
  readonly data: Json;
  /** the event as the machine took it; null for a fact derived in the same step */
  readonly cause: JsonObject | null;
  readonly commandId: string | null;
  readonly timerId: string | null;
  readonly hash: string;
}
