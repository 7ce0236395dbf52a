import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import type { Instant } from '../../kernel/instant.js';
import { type Asker, CaseDesk, holdsOffice } from '../cases/index.js';
import {
  type CommuniqueDocument,
  type CommuniqueFile,
  type CommuniqueFormat,
  type CommuniqueHeading,
  type NamedParty,
  type SentenceMarks,
  communiqueDocument,
  marksOf,
  namesOf,
  organNames,
  renderCommunique,
} from '../communique/index.js';
import { Organs } from '../organs/index.js';
import { PARTY_KINDS, Registry } from '../registry/index.js';
import {
  type Clause,
  type DraftedSentence,
  type MeetingContext,
  type Names,
  draftCommunique,
} from '../../../workflows/plenary-meeting/index.js';
import { MEETINGS, mayReadCommunique, meetingOf, readableClauses } from './meeting.kind.js';

/** A sentence as it is answered: to the offices with its marks, to others without. */
export interface ShownSentence extends DraftedSentence {
  readonly marks: SentenceMarks | null;
}

/** A communiqué as it stands. */
export interface ShownCommunique {
  readonly reference: string;
  readonly title: string;
  readonly place: string;
  /** days, `YYYY-MM-DD` */
  readonly from: string;
  readonly to: string;
  readonly status: CommuniqueHeading['status'];
  readonly statement: string | null;
  readonly sentences: readonly ShownSentence[];
}

/** How a paragraph would read with a clause that is not recorded yet. */
export interface TriedClause {
  /** number that the paragraph would have */
  readonly paragraph: number;
  readonly sentences: readonly { readonly text: string; readonly language: string; readonly own: boolean }[];
}

interface Drafted {
  readonly heading: CommuniqueHeading;
  readonly sentences: readonly DraftedSentence[];
}

/** Communiqués of meetings, as somebody may read them: as data, and as files. */
@Injectable()
export class Communiques {
  constructor(
    private readonly desk: CaseDesk,
    private readonly registry: Registry,
    private readonly organs: Organs,
  ) {}

  /**
   * The communiqué as it stands, drafted from the facts with names for codes.
   *
   * @param which id or reference of the meeting
   * @returns its heading and every sentence, with what it rests on; what edits leave of their facts is for the offices
   * @throws DomainError `case.unknown`
   */
  async show(which: string, asker: Asker): Promise<ShownCommunique> {
    const { heading, sentences } = await this.drafted(which, asker);
    const { reference, title, place, from, to, status, statement } = heading;
    const shown = sentences.map((sentence) =>
      holdsOffice(asker)
        ? { ...sentence, marks: marksOf(sentence) }
        : { ...sentence, moved: null, departures: [], marks: null },
    );
    return { reference, title, place, from, to, status, statement, sentences: shown };
  }

  /**
   * Drafts a paragraph as it would read with a clause, or with another version of one that is recorded. Nothing is kept.
   *
   * @param which id or reference of the meeting
   * @throws DomainError `case.unknown`
   */
  async tried(which: string, clause: Clause, asker: Asker): Promise<TriedClause> {
    const context = meetingOf(await this.desk.visible(MEETINGS, which, asker));
    const others = context.clauses.filter(({ id }) => id !== clause.id);
    const readable = readableClauses(context, asker);
    const edits = context.edits.filter(({ clauseId }) => clauseId !== clause.id);
    const tried = { ...context, clauses: [...others, clause], edits };
    const sentences = draftCommunique(tried, await this.names(context), new Set([...readable, clause.id]));
    const own = sentences.find(({ clauseId }) => clauseId === clause.id);
    const paragraph = own?.paragraph ?? clause.paragraph;
    return {
      paragraph,
      sentences: sentences
        .filter((sentence) => sentence.paragraph === paragraph)
        .map(({ text, language, clauseId }) => ({ text, language, own: clauseId === clause.id })),
    };
  }

  /**
   * The communiqué as a file. A draft shows its marks to the offices; every other version shows none.
   *
   * @param which id or reference of the meeting
   * @throws DomainError `case.unknown`; `communique.not-yet` for whoever may not read a draft
   */
  async file(which: string, format: CommuniqueFormat, asker: Asker): Promise<CommuniqueFile> {
    const context = meetingOf(await this.desk.visible(MEETINGS, which, asker));
    if (!mayReadCommunique(asker, context))
      throw new DomainError(
        'communique.not-yet',
        'forbidden',
        'The communiqué is a draft: governments read it now, Observers once it is adopted.',
      );
    return renderCommunique(await this.document(which, asker), format);
  }

  private async document(which: string, asker: Asker): Promise<CommuniqueDocument> {
    const { heading, sentences } = await this.drafted(which, asker);
    return communiqueDocument(heading, sentences, heading.status === 'draft' && holdsOffice(asker));
  }

  private async drafted(which: string, asker: Asker): Promise<Drafted> {
    const context = meetingOf(await this.desk.visible(MEETINGS, which, asker));
    const readable = readableClauses(context, asker);
    const sentences = mayReadCommunique(asker, context)
      ? draftCommunique(context, await this.names(context), readable)
      : [];
    return { heading: headingOf(context), sentences };
  }

  private async names(context: MeetingContext): Promise<Names> {
    const organs = await this.organs.list({ at: instantOf(context) });
    return namesOf(await this.parties(context), organNames(organs));
  }

  /** Those on the roll when the meeting closed; guests by the name under which they came. */
  private async parties(context: MeetingContext): Promise<readonly NamedParty[]> {
    const { attendance } = context;
    const at = instantOf(context);
    const rolls = await Promise.all(PARTY_KINDS.map((kind) => this.registry.roll(kind, at)));
    const guests = attendance
      .filter(({ as }) => as === 'guest')
      .map(({ party, name }) => ({ code: party, name, kind: 'participant' as const }));
    return [...guests, ...rolls.flat()];
  }
}

/** When the meeting is looked at: as it closed, or will open. */
function instantOf({ closedAt, opensAt }: MeetingContext): Instant {
  return closedAt ?? opensAt.at;
}

function headingOf(context: MeetingContext): CommuniqueHeading {
  const { reference, title, place, zone, languages, opensAt, endsAt, asOf, communique } = context;
  const { adoptedAt, publishedAt, statement, statedAt } = communique;
  return {
    reference,
    title,
    place,
    zone,
    languages,
    from: opensAt.wallTime.slice(0, 10),
    to: endsAt.wallTime.slice(0, 10),
    status: publishedAt ? 'published' : statedAt ? 'stated' : adoptedAt ? 'adopted' : 'draft',
    // the schema checks the form of instants
    asOf: asOf as Instant,
    adoptedAt: adoptedAt as Instant | null,
    publishedAt: publishedAt as Instant | null,
    statedAt: statedAt as Instant | null,
    statement,
  };
}
