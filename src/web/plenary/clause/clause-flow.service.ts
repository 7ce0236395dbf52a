import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import type { JsonObject } from '../../../kernel/json.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import { requireCommand, requireMayGive } from '../../../modules/cases/index.js';
import { Communiques, MEETINGS, type TriedClause } from '../../../modules/plenary/index.js';
import { type Clause, clauseSchema } from '../../../../workflows/plenary-meeting/index.js';
import {
  type FormFault,
  type FormReading,
  type Typed,
  afterStep,
  choicesOf,
  formSay,
  shownFaults,
  shownForm,
  typedOf,
} from '../../cases/index.js';
import { addressOfMeeting } from '../meeting/meeting.page.js';
import { MeetingDesk, type MeetingView, type Taken, type Visit } from '../meeting-desk.service.js';
import { CLAUSE_FORM, FACT_KINDS, KIND, MORE, filledClause, newClause, placesIn } from './clause.page.js';

/** Which clause: one that is amended, or a new one of an item. */
export interface ClauseStep {
  readonly visit: Visit;
  readonly which: string;
  /** id of the clause that is amended; empty for a new one */
  readonly clause: string;
  readonly item: string;
  readonly kind: string;
}
interface Trouble {
  readonly status: number;
  readonly faults?: readonly FormFault[];
  readonly refusal?: string | null;
  readonly stale?: boolean;
}

/** Shows the form of a clause with the paragraph as it would read, and records or amends it. */
@Injectable()
export class ClauseFlow {
  constructor(
    private readonly pages: PageRenderer,
    private readonly desk: MeetingDesk,
    private readonly communiques: Communiques,
  ) {}

  /** Shows the form as it begins: blank, or as the clause is recorded. Where nothing can be recorded, the communiqué's page says so. */
  async show(step: ClauseStep): Promise<void> {
    const { visit, which, item, kind } = step;
    const command = commandOf(step);
    requireMayGive(requireCommand(MEETINGS, command), visit.person);
    const view = await this.desk.view(which, visit);
    const { id, memory, allowed } = view.reading;
    if (!allowed.includes(command))
      return visit.response.redirect(303, `${addressOfMeeting(id, 'communique')}?notice=not-now`);
    const { zone } = visit.person;
    const clause = step.clause === '' ? null : clauseOf(view, step.clause);
    const typed = clause ? filledClause(clause, zone) : newClause(memory, item, kind, zone);
    await this.render(step, view, typed, { status: 200 });
  }

  /** Takes what was sent: shows how it would read, says what is faulty, or records it. */
  async take(step: ClauseStep, body: unknown): Promise<void> {
    const { visit, which } = step;
    const command = commandOf(step);
    requireMayGive(requireCommand(MEETINGS, command), visit.person);
    const view = await this.desk.view(which, visit);
    const sent = typedOf(body);
    const again = afterStep(sent);
    if (again) return this.render(step, view, again, { status: 200 });
    const form = CLAUSE_FORM.read(sent, visit.person.zone);
    const faults = [...form.faults, ...this.reasonFault(step, sent)];
    if (faults.length > 0) return this.render(step, view, sent, { status: 400, faults });
    const taken = await this.given(step, view, { sent, form });
    if (taken.status === 'faulty') {
      const { code: status, refusal, stale } = taken;
      const at = taken.faults.map(({ name, text }) => ({ name, words: { text } }));
      return this.render(step, view, sent, {
        status,
        refusal: at.length > 0 ? null : refusal,
        stale,
        faults: at,
      });
    }
    visit.response.redirect(303, afterRecording(step, view, form.payload));
  }

  private reasonFault({ clause }: ClauseStep, sent: Typed): readonly FormFault[] {
    const missing = clause !== '' && (sent.get('reason')?.[0]?.trim() ?? '') === '';
    return missing ? [{ name: 'reason', words: { key: 'cases.fault.missing' } }] : [];
  }

  private async given(
    step: ClauseStep,
    { reading }: MeetingView,
    { sent, form }: { readonly sent: Typed; readonly form: FormReading },
  ): Promise<Taken> {
    const { visit, clause } = step;
    const { id } = reading;
    const command = commandOf(step);
    const commandId = this.desk.open(visit, aboutOf(id, step), command, sent.get('nonce')?.[0]);
    if (commandId === null) return { status: 'faulty', code: 400, faults: [], refusal: null, stale: true };
    const payload: JsonObject =
      clause === ''
        ? { clauses: [form.payload] }
        : { clause: form.payload, reason: sent.get('reason')?.[0] ?? '' };
    const places = placesIn(form, clause === '' ? 'clauses.0' : 'clause');
    return this.desk.give(visit, { id, command, payload, commandId }, { places });
  }

  private async render(step: ClauseStep, view: MeetingView, typed: Typed, trouble: Trouble): Promise<void> {
    const { visit, clause } = step;
    const { status, faults = [], refusal = null, stale = false } = trouble;
    const { reading, directory, words } = view;
    const { wording, zone } = words;
    const { t } = words.words;
    const json = JSON.parse(JSON.stringify(reading.memory)) as JsonObject; // a memory is plain JSON
    const choices = choicesOf({
      directory,
      contacts: [],
      concerned: [],
      view: json,
      zone,
      words: words.words,
    });
    const shown = { typed, faults, wording, choices };
    const fields = shownForm(CLAUSE_FORM.fields, shown);
    const heading = t(clause === '' ? 'plenary.clause.title' : 'plenary.clause.amend', { id: clause });
    const address = addressOfMeeting(reading.id, `session/clause${queryOf(step)}`);
    this.pages.send(
      visit.response,
      'plenary-clause.njk',
      {
        title: status < 400 ? heading : t('cases.form.faultyTitle', { title: heading }),
        heading,
        id: reading.id,
        line: reading.line,
        back: backOf(step, reading.id),
        kinds: FACT_KINDS.map((value) => ({ value, text: wording.option(value) })),
        kind: typed.get(KIND)?.[0] ?? '',
        item: step.item,
        amends: clause,
        reason: typed.get('reason')?.[0] ?? '',
        reasonFault: faults.some(({ name }) => name === 'reason'),
        fields: fields.filter(({ name }) => !MORE.includes(name)),
        more: fields.filter(({ name }) => MORE.includes(name)),
        trouble: { faults: shownFaults(fields, shown), refusal, stale },
        preview: await this.preview(step, reading.id, typed),
        address,
        say: formSay(wording, address),
        nonce: this.desk.seals(visit, aboutOf(reading.id, step), [commandOf(step)])[commandOf(step)],
        wide: true,
      },
      status,
    );
  }

  /** How the paragraph would read; null while the clause is not whole. */
  private async preview({ visit }: ClauseStep, id: string, typed: Typed): Promise<TriedClause | null> {
    const form = CLAUSE_FORM.read(typed, visit.person.zone);
    return form.fits ? this.communiques.tried(id, clauseSchema.parse(form.payload), visit.person) : null;
  }
}

function commandOf({ clause }: ClauseStep): 'record-clauses' | 'amend-clause' {
  return clause === '' ? 'record-clauses' : 'amend-clause';
}

function aboutOf(id: string, { clause }: ClauseStep): string {
  return `${id}/clause/${clause}`;
}

function queryOf({ clause, item }: ClauseStep): string {
  if (clause !== '') return `?clause=${encodeURIComponent(clause)}`;
  return item === '' ? '' : `?item=${encodeURIComponent(item)}`;
}

function backOf({ clause, item }: ClauseStep, id: string): string {
  if (clause !== '') return addressOfMeeting(id, 'communique');
  return addressOfMeeting(id, item === '' ? 'session' : `session?item=${encodeURIComponent(item)}`);
}

function afterRecording(step: ClauseStep, { reading }: MeetingView, payload: JsonObject): string {
  if (step.clause !== '' || step.item === '')
    return `${addressOfMeeting(reading.id, 'communique')}?done=${commandOf(step)}#c-${String(payload['id'])}`;
  const query = new URLSearchParams({ item: step.item, done: 'record-clauses' });
  return `${addressOfMeeting(reading.id, 'session')}?${query.toString()}#clauses`;
}

function clauseOf({ reading }: MeetingView, id: string): Clause {
  const found = reading.memory.clauses.find((one) => one.id === id);
  if (found) return found;
  throw new DomainError(
    'meeting.clause-unknown',
    'not-found',
    `There is no clause «${id.slice(0, 40)}» of this meeting. Choose one in its communiqué.`,
    { clause: id.slice(0, 40) },
  );
}
