/** Participants by open written procedures: the answer in each cell, or how far whoever is silent was pressed and reached. Pure. */
import type { CaseFile } from '../../../engine/index.js';
import type { Words } from '../../../platform/http/words.js';
import type { PartyDelivery } from '../../../modules/notifications/index.js';
import {
  type MemberLine,
  PROCEDURES,
  contextOf,
  positionsOf,
} from '../../../modules/written-procedures/index.js';
import type { PositionKind } from '../../../../workflows/written-procedure/index.js';
import { pageOfCase } from '../../frame/index.js';
import type { GridCellShown, GridTable, Only } from './grid-table.js';

/** What an answer does to the proposal, for its sign and look. */
const EFFECTS: Readonly<Record<PositionKind, 'for' | 'neither' | 'against'>> = {
  support: 'for',
  'no-objection': 'for',
  'no-objection-with-statement': 'for',
  abstain: 'neither',
  reservation: 'neither',
  'need-more-time': 'against',
  hold: 'against',
  'procedural-challenge': 'against',
  objection: 'against',
  amendment: 'against',
};
const SIGNS = { for: '✓', neither: '–', against: '✕' } as const;
/** An answer that nobody has ruled on or confirmed yet. */
const UNSETTLED: readonly string[] = ['pending-confirmation', 'quarantined', 'conflicting'];

/** One open procedure, and how far its mails came; null: not to be told. */
export interface OpenProcedure {
  readonly file: CaseFile;
  readonly deliveries: readonly PartyDelivery[] | null;
}

/**
 * @param procedures in the order of the columns
 * @param roll the Participants by name; a member of a procedure that has left since comes after them
 */
export function proceduresGrid(
  procedures: readonly OpenProcedure[],
  roll: readonly { readonly code: string; readonly name: string }[],
  { t, partyName }: Words,
): GridTable {
  const columns = procedures.map((one) => ({ ...one, ...columnOf(one.file) }));
  const members = columns.flatMap(({ lines }) =>
    lines.filter(({ code }) => !roll.some((on) => on.code === code)),
  );
  const rows = [...new Map([...roll, ...members].map((one) => [one.code, one])).values()];
  return {
    columns: columns.map(({ file, reference, closes }) => ({
      id: file.caseId,
      text: reference,
      href: pageOfCase(PROCEDURES.workflow.name, file.caseId),
      closes,
    })),
    rows: rows.map(({ code, name }) => ({
      code,
      name: partyName(code, name),
      href: `/registry/parties/${code}`,
      cells: columns.map((column) => {
        const line = column.lines.find((one) => one.code === code);
        return line ? cellOf(line, column, t) : null;
      }),
    })),
  };
}

type Column = OpenProcedure & ReturnType<typeof columnOf>;

function columnOf(file: CaseFile) {
  const context = contextOf(file);
  const view = { state: file.stateValue, context: file.context, timers: file.timers };
  const answers = PROCEDURES.workflow.waiting?.(view).find(({ key }) => key.startsWith('answers/'));
  return {
    reference: context.reference,
    closes: context.round?.deadline.at ?? null,
    lines: positionsOf(context).slice(0, context.frozen?.electorate.length ?? 0), // observers come after the members
    rung: answers?.rung ?? null,
  };
}

function cellOf(line: MemberLine, column: Column, t: Words['t']): GridCellShown {
  const href = pageOfCase(PROCEDURES.workflow.name, column.file.caseId);
  const unsettled = line.all.find(({ status }) => UNSETTLED.includes(status));
  if (line.position) {
    const effect = EFFECTS[line.position.kind];
    return {
      sign: SIGNS[effect],
      word: t(`board.answer.${line.position.kind}`),
      notes: [],
      look: effect,
      href,
      is: [],
    };
  }
  if (unsettled) {
    const word = t(`board.unsettled.${unsettled.status}`);
    const late: Only[] = unsettled.status === 'quarantined' ? ['late'] : [];
    return {
      sign: '…',
      word,
      notes: [t(`board.answer.${unsettled.kind}`)],
      look: 'unsettled',
      href,
      is: late,
    };
  }
  return { ...silence(line, column, t), href };
}

function silence(
  line: MemberLine,
  { rung, deliveries, file }: Column,
  t: Words['t'],
): Omit<GridCellShown, 'href'> {
  const pressed =
    rung && rung.reached > 0 ? [t('board.grid.reminded', { n: rung.reached, of: rung.of })] : [];
  const mail = deliveries?.find(({ party, caseId }) => party === line.code && caseId === file.caseId);
  const sent = mail ? [t('board.grid.mail', { sent: mail.sent, contacts: mail.contacts })] : [];
  return line.unreachable
    ? {
        sign: '▲',
        word: t('board.grid.unreached'),
        notes: sent,
        look: 'at-risk',
        is: ['silent', 'unreached'],
      }
    : {
        sign: '○',
        word: t('board.grid.silent'),
        notes: [...pressed, ...sent],
        look: 'waiting',
        is: ['silent'],
      };
}
