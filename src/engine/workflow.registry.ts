import type { EntityManager } from 'typeorm';
import type { WorkflowDefinition } from '../kernel/workflow.js';
import { ChangedVersions, MissingVersions, UnknownWorkflow, UnsoundWorkflow } from './engine.errors.js';
import { definitionHash, requireSound } from './workflow.checks.js';

/** A checked workflow and the fingerprint of its machine. */
export interface LoadedWorkflow {
  readonly definition: WorkflowDefinition;
  readonly hash: string;
}

/** All workflows of this program, by name and version. Cases stay on the version they started with. */
export class WorkflowRegistry {
  private readonly loaded = new Map<string, LoadedWorkflow>();

  /**
   * @param definitions every workflow and every released version still needed
   * @throws UnsoundWorkflow naming every fault of the first unsound one, or a version given twice
   */
  constructor(definitions: readonly WorkflowDefinition[]) {
    for (const definition of definitions) {
      requireSound(definition);
      const key = keyOf(definition.name, definition.version);
      if (this.loaded.has(key)) throw new UnsoundWorkflow(key, ['this version is declared twice']);
      this.loaded.set(key, { definition, hash: definitionHash(definition) });
    }
  }

  /** @returns every workflow, by name, newest version last */
  all(): readonly LoadedWorkflow[] {
    return [...this.loaded.values()].sort(
      (a, b) =>
        a.definition.name.localeCompare(b.definition.name) || a.definition.version - b.definition.version,
    );
  }

  /**
   * @param name the workflow
   * @param version the version a case is pinned to; left out: the newest
   * @throws UnknownWorkflow when it is not loaded
   */
  get(name: string, version?: number): LoadedWorkflow {
    const found =
      version === undefined
        ? this.all()
            .filter((w) => w.definition.name === name)
            .at(-1)
        : this.loaded.get(keyOf(name, version));
    if (!found)
      throw new UnknownWorkflow(
        name,
        version ?? null,
        this.all().map((w) => keyOf(w.definition.name, w.definition.version)),
      );
    return found;
  }

  /**
   * Refuses to serve while open cases are pinned to versions that are not loaded, or that have changed since they started.
   *
   * @throws MissingVersions, ChangedVersions with their list and how many cases need each
   */
  async requireEveryPinnedVersion(tx: EntityManager): Promise<void> {
    const pinned = await tx.query<{ workflow: string; version: number; hash: string; cases: number }[]>(
      `select workflow, workflow_version as version, definition_hash as hash, count(*)::int as cases
       from case_file where not ended group by 1, 2, 3 order by 1, 2, 3`,
    );
    const loadedFor = (row: { workflow: string; version: number }): LoadedWorkflow | undefined =>
      this.loaded.get(keyOf(row.workflow, row.version));
    const missing = pinned.filter((row) => !loadedFor(row));
    if (missing.length > 0) throw new MissingVersions(missing.map(withoutHash));
    const changed = pinned.filter((row) => loadedFor(row)?.hash !== row.hash);
    if (changed.length > 0) throw new ChangedVersions(changed.map(withoutHash));
  }
}

function withoutHash({ workflow, version, cases }: { workflow: string; version: number; cases: number }) {
  return { workflow, version, cases };
}

function keyOf(name: string, version: number): string {
  return `${name} v${version}`;
}
