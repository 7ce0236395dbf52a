/** The table of launch plans: one row for a draft; the last who saves wins, if nobody saved in between. */
import type { EntityManager } from 'typeorm';
import type { CaseId, CommandId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Actor, Refusal } from '../../../kernel/workflow.js';
import { type Json, canonicalJson } from '../../../kernel/json.js';
import type { ConfirmedDraft } from '../../../../workflows/written-procedure/index.js';
import {
  type KeptPlan,
  type LaunchPlan,
  type PendingLaunch,
  confirmedPayload,
  launchPlanSchema,
} from './launch-plan.js';

/** A confirmed launch whose instant has come. */
export interface DueLaunch {
  readonly plan: LaunchPlan;
  readonly by: Actor;
  readonly commandId: CommandId;
  /** how often the case had changed when the launch was confirmed */
  readonly revision: number;
  /** the draft that was confirmed; null for launches confirmed before it was kept */
  readonly confirmed: ConfirmedDraft | null;
}

interface PlanRow {
  readonly plan: unknown;
  readonly version: number;
  readonly savedBy: string;
  readonly launchAt: Instant | null;
  readonly launchBy: Actor | null;
  readonly commandId: CommandId | null;
  readonly revision: number | null;
  readonly refusal: Refusal | null;
  readonly confirmed: ConfirmedDraft | null;
  readonly awaitsCountersign: boolean;
  readonly countersignedBy: Actor | null;
}

const COLUMNS = `plan, version, saved_by as "savedBy", iso(launch_at) as "launchAt", launch_by as "launchBy",
  command_id as "commandId", revision, refusal, confirmed, awaits_countersign as "awaitsCountersign",
  countersigned_by as "countersignedBy"`;

/** @returns the plan kept for a case, or null */
export async function findPlan(tx: EntityManager, caseId: CaseId): Promise<KeptPlan | null> {
  const [row] = await tx.query<PlanRow[]>(`select ${COLUMNS} from launch_plan where case_id = $1`, [caseId]);
  if (!row) return null;
  const { version, savedBy, refusal } = row;
  const pending = pendingOf(row);
  return { plan: launchPlanSchema.parse(row.plan), version, savedBy, pending, refusal };
}

/**
 * Keeps a plan, and forgets why an earlier launch was refused.
 *
 * @param version the version that whoever saves has read; 0: none
 * @returns false when another version is kept by now, or a launch is under way: then nothing was written
 */
export async function savePlan(
  tx: EntityManager,
  caseId: CaseId,
  { plan, version, by }: { readonly plan: LaunchPlan; readonly version: number; readonly by: Actor },
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `with saved as (
       insert into launch_plan (case_id, plan, saved_by) values ($1, $2, $3)
       on conflict (case_id) do update set plan = excluded.plan, version = launch_plan.version + 1, saved_by = excluded.saved_by,
         saved_at = excluded.saved_at, refusal = null
       where launch_plan.version = $4 and launch_plan.launch_at is null
       returning version)
     select 1 from saved where $4 = version - 1`,
    [caseId, JSON.stringify(plan), by.name, version],
  );
  return rows.length > 0;
}

/** What a confirmed launch is known by. */
export interface Confirmation {
  readonly at: Instant;
  readonly by: Actor;
  readonly commandId: CommandId;
  /** of the plan and of the case, as whoever confirmed has read them */
  readonly version: number;
  readonly revision: number;
  /** the draft as it was confirmed */
  readonly confirmed: ConfirmedDraft;
  /** whether it waits for a second person */
  readonly awaitsCountersign: boolean;
  /** the plan, without reasons that nothing needs any more */
  readonly plan: LaunchPlan;
}

/** Notes a confirmed launch. @returns false when the plan is another by now, or a launch is under way already */
export async function confirmLaunch(
  tx: EntityManager,
  caseId: CaseId,
  { at, by, commandId, version, revision, confirmed, awaitsCountersign, plan }: Confirmation,
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update launch_plan set launch_at = $2, launch_by = $3, command_id = $4, revision = $5, refusal = null, confirmed = $7,
       awaits_countersign = $8, countersigned_by = null, plan = $9
     where case_id = $1 and version = $6 and launch_at is null`,
    [
      caseId,
      at,
      JSON.stringify(by),
      commandId,
      revision,
      version,
      JSON.stringify(confirmed),
      awaitsCountersign,
      JSON.stringify(plan),
    ],
  );
  return count === 1;
}

/** Notes the second person. @returns false when no launch waits for one, or it is the one who confirmed it */
export async function countersignLaunch(
  tx: EntityManager,
  caseId: CaseId,
  { by, at }: { readonly by: Actor; readonly at: Instant },
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update launch_plan set countersigned_by = $2, awaits_countersign = false, launch_at = $3
     where case_id = $1 and launch_at is not null and awaits_countersign and launch_by ->> 'id' <> $4`,
    [caseId, JSON.stringify(by), at, by.id],
  );
  return count === 1;
}

/**
 * @param tx the transaction in which a launch is judged
 * @param caseId the draft
 * @param launch actor and payload of the command that asks
 * @returns who countersigned just this launch; null where nobody did
 */
export async function countersignerOf(
  tx: EntityManager,
  caseId: CaseId,
  launch: { readonly actor: Actor; readonly payload: Json },
): Promise<Actor | null> {
  const [row] = await tx.query<PlanRow[]>(
    `select ${COLUMNS} from launch_plan where case_id = $1 and launch_at is not null`,
    [caseId],
  );
  if (!row?.countersignedBy || row.launchBy?.id !== launch.actor.id) return null;
  const own = confirmedPayload(launchPlanSchema.parse(row.plan), row.confirmed);
  return canonicalJson(own) === canonicalJson(launch.payload) ? row.countersignedBy : null;
}

/** Lets a confirmed launch come due now. @returns false when there is none, or it waits for a second person */
export async function hastenLaunch(tx: EntityManager, caseId: CaseId): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update launch_plan set launch_at = least(launch_at, legal_now())
     where case_id = $1 and launch_at is not null and not awaits_countersign`,
    [caseId],
  );
  return count === 1;
}

/**
 * Undoes a confirmed launch, unless its command was received already: what was received is decided, whatever becomes of it. The plan is
 * another one afterwards, so that a confirmation sent again is none.
 *
 * @returns false when there is none, or it is too late
 */
export async function undoLaunch(tx: EntityManager, caseId: CaseId): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update launch_plan set launch_at = null, launch_by = null, command_id = null, revision = null, refusal = null, confirmed = null,
       awaits_countersign = false, countersigned_by = null, version = version + 1
     where case_id = $1 and launch_at is not null
       and not exists (select 1 from inbox where inbox.command_id = launch_plan.command_id)`,
    [caseId],
  );
  return count === 1;
}

/** Ends a confirmed launch: carried out, or refused. @returns false when there is none */
export async function endLaunch(
  tx: EntityManager,
  caseId: CaseId,
  refusal: Refusal | null,
): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(
    `update launch_plan set launch_at = null, launch_by = null, command_id = null, revision = null, refusal = $2, confirmed = null,
       awaits_countersign = false, countersigned_by = null
     where case_id = $1 and launch_at is not null`,
    [caseId, refusal && JSON.stringify(refusal)],
  );
  return count === 1;
}

/** @returns the cases whose confirmed launch has come due, the earliest first */
export async function dueLaunches(tx: EntityManager): Promise<CaseId[]> {
  const rows = await tx.query<{ id: CaseId }[]>(
    `select case_id as id from launch_plan where launch_at <= legal_now() and not awaits_countersign
     order by launch_at, case_id`,
  );
  return rows.map(({ id }) => id);
}

/** @returns the next instant at which a confirmed launch comes due, or null */
export async function nextLaunch(tx: EntityManager): Promise<Instant | null> {
  const [row] = await tx.query<{ at: Instant | null }[]>(
    'select iso(min(launch_at)) as at from launch_plan where launch_at > legal_now() and not awaits_countersign',
  );
  return row?.at ?? null;
}

/** @returns a launch that is due, held until the transaction ends; null when it was undone, is not due, or another process has it */
export async function lockDue(tx: EntityManager, caseId: CaseId): Promise<DueLaunch | null> {
  const [row] = await tx.query<PlanRow[]>(
    `select ${COLUMNS} from launch_plan where case_id = $1 and launch_at <= legal_now() and not awaits_countersign
     for update skip locked`,
    [caseId],
  );
  if (!row?.launchBy || row.commandId === null || row.revision === null) return null;
  const { launchBy: by, commandId, revision, confirmed } = row;
  return { plan: launchPlanSchema.parse(row.plan), by, commandId, revision, confirmed };
}

function pendingOf({
  launchAt,
  launchBy,
  awaitsCountersign,
  countersignedBy,
}: PlanRow): PendingLaunch | null {
  if (!launchAt || !launchBy) return null;
  return {
    at: launchAt,
    byId: launchBy.id,
    by: launchBy.name,
    awaitsCountersign,
    countersignedBy: countersignedBy?.name ?? null,
  };
}
