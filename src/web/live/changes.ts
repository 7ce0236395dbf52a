import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Observable, type Subscriber, merge } from 'rxjs';
import { CaseReader } from '../../engine/index.js';
import type { CaseId } from '../../kernel/ids.js';

/** How often the watched cases are looked at: one question for all of them. A page that is a second behind harms nobody. */
const LOOK_MS = 1_000;

interface Watched {
  /** the revision that every page of the case has been told of */
  told: number;
  readonly pages: Set<Subscriber<number>>;
}

/** Tells pages that their case has changed. It asks the store, so that it hears of what any process did. */
@Injectable()
export class CaseChanges implements OnModuleDestroy {
  private readonly watched = new Map<CaseId, Watched>();
  /** pages that no single case belongs to */
  private readonly listeners = new Set<Subscriber<never>>();
  private timer: NodeJS.Timeout | null = null;
  private looking = false;

  constructor(private readonly cases: CaseReader) {}

  /**
   * @param caseId whose changes are told
   * @param known revision that the page shows
   * @returns each later revision; ends when the process does
   */
  of(caseId: CaseId, known: number): Observable<number> {
    return new Observable((page) => {
      const one = this.watched.get(caseId) ?? { told: known, pages: new Set() };
      if (one.told > known) page.next(one.told);
      one.pages.add(page);
      this.watched.set(caseId, one);
      this.timer ??= setInterval(() => void this.look(), LOOK_MS);
      return () => this.forget(caseId, page);
    });
  }

  /**
   * @param known cases with the revision that the page shows of each
   * @returns a sign for each later revision of any of them; ends when the process does, also where there are none
   */
  ofMany(known: readonly (readonly [CaseId, number])[]): Observable<unknown> {
    const ending = new Observable<never>((page) => {
      this.listeners.add(page);
      return () => this.listeners.delete(page);
    });
    return merge(ending, ...known.map(([id, revision]) => this.of(id, revision)));
  }

  /** A server closes only when its answers have ended. */
  onModuleDestroy(): void {
    for (const page of [...this.listeners]) page.complete();
    for (const { pages } of [...this.watched.values()]) for (const page of [...pages]) page.complete();
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const revisions = await this.cases.revisions([...this.watched.keys()]);
      for (const [caseId, revision] of revisions) this.tell(caseId, revision);
    } catch {
      // A store that does not answer is asked again: a page loses nothing but its freshness.
    } finally {
      this.looking = false;
    }
  }

  private tell(caseId: CaseId, revision: number): void {
    const one = this.watched.get(caseId);
    if (!one || one.told >= revision) return;
    one.told = revision;
    for (const page of one.pages) page.next(revision);
  }

  private forget(caseId: CaseId, page: Subscriber<number>): void {
    const one = this.watched.get(caseId);
    one?.pages.delete(page);
    if (one?.pages.size === 0) this.watched.delete(caseId);
    if (this.watched.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }
}
