import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { holdsOffice } from '../../modules/cases/index.js';
import {
  type KeptPlan,
  type LaunchPlan,
  LaunchPlans,
  RuleSets,
  WrittenProcedures,
} from '../../modules/written-procedures/index.js';
import type { CaseId, CommandId } from '../../kernel/ids.js';
import { DomainError } from '../../kernel/domain-error.js';
import { frameOf } from '../../platform/http/frame.js';
import { Forms } from '../../platform/http/forms.js';
import { PageRenderer } from '../../platform/http/page-renderer.js';
import { type SignedInPerson, actorOf } from '../../platform/http/session.js';
import type { Words } from '../../platform/http/words.js';
import type { RuleSet } from '../../../workflows/written-procedure/index.js';
import { type Fault, shown } from './form.js';

/** A draft as its pages see it. */
export interface DraftVisit {
  readonly id: CaseId;
  readonly base: string;
  readonly person: SignedInPerson;
  readonly draft: Awaited<ReturnType<WrittenProcedures['show']>>;
  readonly kept: KeptPlan;
  /** the rule set chosen; null: none, or one that is there no more */
  readonly rules: RuleSet | null;
}

/** What a step changes. */
export interface Saving {
  /** what `amend-draft` is given; null: nothing of the draft itself */
  readonly amendment: { readonly [part: string]: unknown } | null;
  readonly plan: LaunchPlan;
  /** as the form has read them */
  readonly read: { readonly revision: number; readonly version: number };
  readonly commandId: CommandId;
}

/** A page of a draft. */
export interface DraftPage {
  readonly title: string;
  /** name of the form, which seals it; left out where there is none */
  readonly form?: string;
  readonly faults?: readonly Fault[];
}

/** The counter between the pages of a draft and what keeps it: opens drafts, shows their pages, saves what was typed. */
@Injectable()
export class DraftDesk {
  constructor(
    private readonly procedures: WrittenProcedures,
    private readonly plans: LaunchPlans,
    private readonly ruleSets: RuleSets,
    private readonly forms: Forms,
    private readonly pages: PageRenderer,
  ) {}

  /**
   * @returns the draft; null when it is none any more, or its launch is pending: then the answer leads to where it stands
   * @throws DomainError `procedure.unknown`, `draft.not-yours` for whoever holds no office now
   */
  async open(id: string, person: SignedInPerson, response: Response): Promise<DraftVisit | null> {
    const visit = await this.look(id, person);
    if (visit.draft.state !== 'draft') response.redirect(303, `/procedures/${visit.id}`);
    else if (visit.kept.pending) response.redirect(303, `${visit.base}/launching`);
    else return visit;
    return null;
  }

  /** @returns the draft, or whatever has become of it @throws as {@link open} */
  async look(id: string, person: SignedInPerson): Promise<DraftVisit> {
    if (!holdsOffice(person))
      throw new DomainError('draft.not-yours', 'forbidden', 'Drafts are prepared by the offices.');
    const draft = await this.procedures.show(id, person);
    const kept = await this.plans.of(draft.id as CaseId); // the desk's own id
    const rules = this.ruleSets.all().find((one) => one.id === kept.plan.ruleSet) ?? null;
    return { id: draft.id as CaseId, base: `/procedures/${draft.id}/draft`, person, draft, kept, rules };
  }

  /** Sends a page of a draft: 400 with faults unless another status is given, else 200. */
  show<Page extends DraftPage>(
    request: Request,
    response: Response,
    template: string,
    visit: DraftVisit,
    page: Page,
    status?: number,
  ): void {
    const { t } = this.words(response);
    const faults = page.faults ?? [];
    const title = `${visit.draft.reference}: ${page.title}`;
    const nonce = page.form ? this.forms.seal(request, response, aboutOf(visit, page.form)) : '';
    this.pages.send(
      response,
      template,
      {
        ...page,
        ...shown(faults),
        title: faults.length > 0 ? t('launch.titleWithFault', { title }) : title,
        heading: page.title,
        nonce,
        base: visit.base,
        draft: visit.draft,
        read: { revision: visit.draft.revision, version: visit.kept.version },
        done: doneText(request, t),
      },
      status ?? (faults.length > 0 ? 400 : 200),
    );
  }

  /** @returns the id of the command that a form of this draft gives; null when it is too old or another browser's */
  unseal(request: Request, visit: DraftVisit, form: string, nonce: string): CommandId | null {
    return this.forms.open(request, aboutOf(visit, form), nonce);
  }

  /**
   * Saves a step: the plan, then the draft. A form that is sent twice saves once.
   *
   * @returns null when it is saved; else why not, with the status to answer with
   */
  async save(
    visit: DraftVisit,
    { amendment, plan, read, commandId }: Saving,
    { t, phraseText }: Pick<Words, 't' | 'phraseText'>,
  ): Promise<{ readonly fault: Fault; readonly status: number } | null> {
    const { draft, kept, id, person } = visit;
    const changed = changedParts(draft, amendment);
    const isPlanChanged = JSON.stringify(plan) !== JSON.stringify(kept.plan);
    const isStale =
      (changed && draft.revision !== read.revision) || (isPlanChanged && kept.version !== read.version);
    if (isStale) return meanwhile(t);
    if (isPlanChanged && !(await this.plans.save(id, plan, read.version, actorOf(person))))
      return meanwhile(t);
    if (!changed) return null;
    const { refusal } = await this.procedures.act(id, 'amend-draft', changed, actorOf(person), commandId);
    return refusal
      ? { status: 409, fault: { field: refusal.field ?? '', text: phraseText(refusal.message) } }
      : null;
  }

  /** @returns the reader's words */
  words(response: Response): Words {
    return this.pages.words(response);
  }

  /** @returns the reader's zone, and the language as dates are written in it */
  readerOf(response: Response): { readonly zone: string; readonly locale: string } {
    const { zone, language } = frameOf(response);
    return { zone, locale: language === 'en' ? 'en-GB' : language };
  }

  /** @returns the reader's language */
  languageOf(response: Response): string {
    return frameOf(response).language;
  }
}

function aboutOf({ person, id }: DraftVisit, form: string): readonly string[] {
  return [person.contactId, `draft-${form}`, id];
}

function meanwhile(t: Words['t']): { readonly fault: Fault; readonly status: number } {
  return { status: 409, fault: { field: '', text: t('launch.fault.meanwhile') } };
}

/** What an amendment really changes; null when nothing: a step that is only looked at leaves no event behind. */
function changedParts(draft: object, amendment: Saving['amendment']): Record<string, unknown> | null {
  const before = draft as Readonly<Record<string, unknown>>; // read by the names of its own parts
  const changed = Object.entries(amendment ?? {}).filter(
    ([part, value]) => JSON.stringify(before[part]) !== JSON.stringify(value),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

function doneText(request: Request, t: Words['t']): string | null {
  const { done } = request.query;
  return typeof done === 'string' && DONE.includes(done) ? t(`launch.done.${done}`) : null;
}

const DONE = ['begun', 'saved', 'undone', 'too-late', 'rehearsed', 'countersigned'];
