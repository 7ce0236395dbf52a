import type { CaseFile, CaseReader } from '../../../engine/index.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { CaseId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Json } from '../../../kernel/json.js';
import type { CaseworkStep } from './casework-precedent.js';
import { isSame, valueAt } from './dotted-path.js';

/** `$case:kinshasa` stands for the id of that case, `$case:kinshasa.reports.0.id` for what its memory has there. */
const STANDS_FOR = /^\$case:([a-z0-9-]+)(?:\.(.+))?$/;

/** The cases of one history by the names that its file gives them. */
export class NamedCases {
  private readonly byName = new Map<string, CaseId>();

  constructor(private readonly cases: CaseReader) {}

  /** @returns in the order in which they were named */
  ids(): readonly CaseId[] {
    return [...this.byName.values()];
  }

  add(name: string, id: CaseId): void {
    this.byName.set(name, id);
  }

  find(name: string): CaseId | null {
    return this.byName.get(name) ?? null;
  }

  /** @throws DomainError `precedent.no-case` for one whose opening failed */
  require(name: string): CaseId {
    const id = this.find(name);
    if (id) return id;
    const message = `There is no case «${name}»: the step that opens or expects it has failed. Mend that one first.`;
    throw new DomainError('precedent.no-case', 'conflict', message, { case: name });
  }

  /**
   * Names a case that was opened by what another did.
   *
   * @returns a sentence when there is none; the newest where there are several
   */
  async expect(step: Extract<CaseworkStep, { do: 'expect-case' }>): Promise<string[]> {
    const { workflow, at } = step;
    const where = Object.entries(await this.resolved(step.where, at));
    const opened = await this.cases.list(
      { workflow, limit: 10_000 },
      ({ historical, createdAt }) => historical && createdAt <= at,
    );
    const found = opened.find((file) =>
      where.every(([path, value]) => isSame(valueAt(file.context, path), value)),
    );
    if (found) {
      this.add(step.case, found.caseId);
      return [];
    }
    const wanted = where.map(([path, value]) => `${path} ${JSON.stringify(value)}`).join(', ');
    const there = opened.slice(0, 10).map(referenceOf).join(', ') || 'none at all';
    return [`no ${workflow} with ${wanted} was opened by ${at}; opened are ${there}`];
  }

  /**
   * Names the case of a reference that was opened outside this history, such as by the clause of a Plenary in the same store: it is the
   * same case, and the history goes on with it.
   *
   * @returns its id; null when there is none
   */
  async takeOver({
    case: name,
    workflow,
    payload,
    at,
  }: Extract<CaseworkStep, { do: 'open' }>): Promise<CaseId | null> {
    const { reference } = payload;
    if (typeof reference !== 'string') return null;
    const files = await this.cases.list({ workflow, reference });
    const found = files.find(({ historical, createdAt }) => historical && createdAt <= at);
    if (!found || this.ids().includes(found.caseId)) return null;
    this.add(name, found.caseId);
    return found.caseId;
  }

  /** @returns the value with what stands for cases replaced, as known at an instant @throws DomainError `precedent.no-value` */
  async resolved<Value extends Json>(value: Value, at: Instant): Promise<Value> {
    return (await this.resolve(value, at)) as Value; // texts stay texts, and what they stand for the payload's schema checks
  }

  private async resolve(value: Json, at: Instant): Promise<Json> {
    if (typeof value === 'string') return this.meant(value, at);
    if (typeof value !== 'object' || value === null) return value;
    const entries = await Promise.all(
      Object.entries(value).map(
        async ([key, one]: [string, Json]) => [key, await this.resolve(one, at)] as const,
      ),
    );
    return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
  }

  private async meant(text: string, at: Instant): Promise<Json> {
    const [, name, path] = STANDS_FOR.exec(text) ?? [];
    if (name === undefined) return text;
    const id = this.require(name);
    if (path === undefined) return id;
    const found = valueAt((await this.cases.asKnownAt(id, at))?.context ?? {}, path);
    if (found !== undefined) return found;
    const message = `«${text}» stands for nothing: the memory of «${name}» has no ${path} at ${at}. Check the path.`;
    throw new DomainError('precedent.no-value', 'invalid', message, { text });
  }
}

function referenceOf({ context, caseId }: CaseFile): string {
  const reference = context['reference'];
  return typeof reference === 'string' ? reference : caseId;
}
