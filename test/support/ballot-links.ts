/** Written procedures of the whole application, and personal links into them, for tests of the pages that delegates see. */
import { DataSource } from 'typeorm';
import { CaseReader } from '../../src/engine/index.js';
import type { CaseId } from '../../src/kernel/ids.js';
import { BallotLinks, type IssuedLink } from '../../src/modules/ballots/index.js';
import { type ProcedureContext, procedureContextSchema } from '../../workflows/written-procedure/index.js';
import type { TestApp } from './app.js';

const BASE = '/api/v1/written-procedures';

/** A procedure, and what is done with it. */
export interface Procedure {
  readonly id: CaseId;
  /** gives a command as a contact; throws unless it is accepted */
  act(as: string, command: string, payload: object): Promise<void>;
  /** a new personal link of a contact in the present round; its address on the test's own port */
  link(contactId: string): Promise<IssuedLink & { readonly path: string }>;
  context(): Promise<ProcedureContext>;
}

/**
 * @param t the application
 * @param chair contact who holds the Chair
 * @param draft reference and title, and whatever else is to differ
 * @param launch what the launch carries beside the rules
 */
export async function launchProcedure(
  t: TestApp,
  chair: string,
  draft: { readonly reference: string; readonly title: string; readonly [part: string]: unknown },
  launch: object = {},
): Promise<Procedure> {
  const drafted = await t.post<{ caseId: CaseId }>(chair, BASE, { ...TEXTS, ...draft });
  if (drafted.status !== 201) throw new Error(JSON.stringify(drafted.body));
  const id = drafted.body.caseId;
  const act: Procedure['act'] = async (as, command, payload) => {
    const { status, body } = await t.post(as, `${BASE}/${id}/${command}`, payload);
    if (status >= 300) throw new Error(`${command}: ${JSON.stringify(body)}`);
  };
  await act(chair, 'launch', { ruleSet: 'kp', ...launch });
  const context = async (): Promise<ProcedureContext> =>
    procedureContextSchema.parse((await t.app.get(CaseReader).view(id)).context);
  return {
    id,
    act,
    context,
    link: async (contactId) => {
      const { round } = await context();
      const [party = ''] = contactId.split('-');
      const issued = await t.app.get(DataSource).transaction((tx) =>
        t.app.get(BallotLinks).issue(tx, {
          caseId: id,
          round: round?.number ?? 0,
          party,
          contactId,
          textHash: round?.textHash ?? '',
          mailId: null,
        }),
      );
      return { ...issued, path: new URL(issued.url).pathname };
    },
  };
}

const TEXTS = {
  subject: 'Merging the Participation Committee and the Selection Committee',
  background: 'The Plenary asked for a road map.',
  texts: [
    {
      language: 'en',
      body: 'The road map is adopted.\n\nThe two committees meet jointly from 1 June 2013, and report to the Plenary within six months.',
    },
    {
      language: 'fr',
      body: 'La feuille de route est adoptée.\n\nLes deux comités se réunissent ensemble à partir du 1er juin 2013 et font rapport à la plénière dans les six mois.',
    },
  ],
  documents: [
    {
      title: 'Road map, version 3',
      language: 'en',
      url: 'https://documents.example/road-map-3.pdf',
      sha256: 'c0ffee'.padEnd(64, '0'),
    },
  ],
};
