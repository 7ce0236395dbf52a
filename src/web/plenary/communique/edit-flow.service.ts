import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error.js';
import { PageRenderer } from '../../../platform/http/page-renderer.js';
import { wordDiff } from '../../../platform/language/index.js';
import { requireCommand, requireMayGive } from '../../../modules/cases/index.js';
import { Communiques, MEETINGS } from '../../../modules/plenary/index.js';
import { type Typed, typedOf } from '../../cases/index.js';
import { addressOfMeeting } from '../meeting/meeting.page.js';
import { type Faulty, MeetingDesk, type MeetingView, type Visit } from '../meeting-desk.service.js';
import { NO_TROUBLE, shownTrouble } from '../trouble.js';
import { groundedSentences } from './communique.page.js';

/** Which sentence: that of a clause, or, without one, a new one of its own. */
export interface EditStep {
  readonly visit: Visit;
  readonly which: string;
  readonly clause: string;
}

/** Edits a sentence of the draft, with a redline of what the edit changes. */
@Injectable()
export class EditFlow {
  constructor(
    private readonly pages: PageRenderer,
    private readonly desk: MeetingDesk,
    private readonly communiques: Communiques,
  ) {}

  async show(step: EditStep): Promise<void> {
    const command = commandOf(step);
    requireMayGive(requireCommand(MEETINGS, command), step.visit.person);
    const view = await this.desk.view(step.which, step.visit);
    const { id, allowed } = view.reading;
    if (!allowed.includes(command))
      return step.visit.response.redirect(303, `${addressOfMeeting(id, 'communique')}?notice=not-now`);
    await this.render(step, view, new Map());
  }

  async take(step: EditStep, body: unknown): Promise<void> {
    const { visit, which, clause } = step;
    const command = commandOf(step);
    const view = await this.desk.view(which, visit);
    const { id } = view.reading;
    const sent = typedOf(body);
    requireMayGive(requireCommand(MEETINGS, command), visit.person);
    if (sent.has('again')) return this.render(step, view, sent);
    const typed = { id, command, about: `${id}/${clause}`, sent, nonce: sent.get('nonce')?.[0] };
    const taken = await this.desk.take(visit, typed, view.words);
    if (taken.status === 'faulty') return this.render(step, view, sent, taken);
    const place = clause === '' ? '' : `#c-${clause}`;
    visit.response.redirect(303, `${addressOfMeeting(id, 'communique')}?done=${command}${place}`);
  }

  private async render(step: EditStep, view: MeetingView, sent: Typed, faulty?: Faulty): Promise<void> {
    const { visit, clause } = step;
    const { reading, words } = view;
    const { t } = words.words;
    const { sentences } = await this.communiques.show(reading.id, visit.person);
    const sentence = groundedSentences(reading, sentences, [], words).find((one) => one.clauseId === clause);
    if (clause !== '' && !sentence) throw unknown(clause);
    const text = sent.get('text')?.[0] ?? sentence?.text ?? '';
    const heading = t(clause === '' ? 'plenary.edit.add' : 'plenary.edit.title', {
      n: sentence?.paragraph ?? 0,
    });
    const last = Math.max(1, ...reading.memory.clauses.map(({ paragraph }) => paragraph));
    this.pages.send(
      visit.response,
      'plenary-edit.njk',
      {
        title: faulty ? t('cases.form.faultyTitle', { title: heading }) : heading,
        heading,
        id: reading.id,
        line: reading.line,
        clause,
        sentence,
        text,
        paragraph: sent.get('paragraph')?.[0] ?? String(last),
        diff: sentence && sentence.drafted !== text ? wordDiff(sentence.drafted, text.trim()) : [],
        nonce: this.desk.seals(visit, `${reading.id}/${clause}`, [commandOf(step)])[commandOf(step)],
        trouble: faulty
          ? shownTrouble(
              faulty,
              (name) => t(`plenary.edit.${name === 'paragraph' ? 'paragraph' : 'text'}`),
              (name) => (name === 'paragraph' ? 'paragraph' : 'text'),
            )
          : NO_TROUBLE,
        wide: true,
      },
      faulty?.code ?? 200,
    );
  }
}

function commandOf({ clause }: EditStep): 'edit-sentence' | 'add-sentence' {
  return clause === '' ? 'add-sentence' : 'edit-sentence';
}

function unknown(clause: string): DomainError {
  const name = clause.slice(0, 40);
  const message = `There is no sentence of a clause «${name}» that you may edit. Choose one in the communiqué.`;
  return new DomainError('meeting.clause-unknown', 'not-found', message, { clause: name });
}
