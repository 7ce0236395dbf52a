import { describe, expect, it } from '@jest/globals';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { saidInSource } from '../../../test/support/said-in-source.js';
import { Phrases, readCatalogs, textFolders } from '../../platform/language/index.js';

const ROOT = join(import.meta.dirname, '../../..');
const french = new Phrases(readCatalogs(textFolders()).fr.phrases);
/** Functions of workflows that take what a notice says, after the memory. */
const TELLING: readonly string[] = ['tellDecided', 'tellDecision', 'tellNews'];
/** Fields of a notice that hold what it says. */
const SAYING: readonly string[] = ['paragraphs', 'facts'];

/** What a notice says in a workflow: its first line, the label of its instant, and the sentences and facts that follow. */
function saidInNotice(node: ts.Node): ts.Expression | null {
  if (ts.isPropertyAssignment(node) && ['lead', 'label'].includes(node.name.getText()))
    return node.initializer;
  if (!ts.isExpression(node) || ts.isArrayLiteralExpression(node)) return null;
  const { parent } = node;
  if (ts.isCallExpression(parent) && TELLING.includes(parent.expression.getText()))
    return parent.arguments[0] === node || parent.expression === node ? null : node;
  if (!ts.isArrayLiteralExpression(parent)) return null;
  let field: ts.Node = parent;
  while (ts.isArrayLiteralExpression(field) || ts.isConditionalExpression(field) || ts.isSpreadElement(field))
    field = field.parent;
  return ts.isPropertyAssignment(field) && SAYING.includes(field.name.getText()) ? node : null;
}

/** What is made of holes and of what joins them says nothing of its own. */
const HOLES_ALONE = /^(?:X\d+Y|[ :;,.()«»])+$/;
/** Sentences whose verb stands in a hole, so that only the whole of them can be a phrase: the samples below are of these. */
const VERB_IN_HOLE: readonly string[] = [
  'X0Y on X1Y: X2Y',
  'X0Y: X1Y on X2Y',
  'X0Y on X1Y',
  'The measure on X0Y X1Y',
  'The measure on X0Y X1Y by «X2Y»',
  'The measure on X0Y is X1Y with effect from X2Y',
  'The report of the X0Y to X1Y is thereX2Y',
];

describe('the French of what notices say', () => {
  it('has every first line, sentence and label of the notices of workflows', () => {
    const said = saidInSource(join(ROOT, 'workflows'), saidInNotice, (index) => `X${index}Y`).filter(
      ({ file, text }) =>
        !file.includes('/written-procedure/') && !HOLES_ALONE.test(text) && !VERB_IN_HOLE.includes(text),
    );
    expect(said.length).toBeGreaterThan(120);
    const lacking = said.filter(({ text }) => french.find(text) === null);
    expect(lacking.map(({ file, line, text }) => `${relative(ROOT, file)}:${line} ${text}`)).toEqual([]);
  });

  it.each([
    ['answer to the anomaly is awaited of GIN', 'Attendu de GIN : '],
    [
      'Call GIN (head of delegation): answer to the anomaly was awaited of GIN and is late',
      'À appeler : GIN (chef de délégation). ',
    ],
    ['ZWE: removed from the list of Participants', 'ZWE : radiation de la liste des Participants'],
    ['The measure on ZWE is replaced by «Work plan»', 'La mesure visant ZWE est remplacée par « Work plan »'],
    [
      'IND on certificate 4711 of IND: cannot tell',
      'IND, au sujet du certificat 4711 (IND) : ne peut le dire',
    ],
    ['IND: refused entry on certificate 4711', 'IND : entrée refusée, certificat 4711'],
    ['ZWE on recommendation 3', 'ZWE, au sujet de la recommandation 3'],
    ['The measure on ZWE is lifted', 'La mesure visant ZWE est levée'],
    ['The measure on ZWE is concluded with effect from 2012-12-01', 'est close à compter du 2012-12-01'],
    [
      'The report of the review visit to ZWE is there, 3 days late',
      'Le rapport de la visite d’examen est arrivé (ZWE), avec 3 jours de retard',
    ],
    [
      'The report of the review mission to ZWE is there',
      'Le rapport de la mission d’examen est arrivé (ZWE)',
    ],
    ['The PC on ZWE: not to be removed', 'Le Comité de participation, au sujet de ZWE : à ne pas radier'],
    [
      'The review visit to ZWE ended on 2012-06-04; its report is due by 2012-08-01',
      'Fin de la visite d’examen (ZWE) le 2012-06-04 ; son rapport est attendu au plus tard le 2012-08-01',
    ],
    [
      'Asked for by LSO (e1): a scale. For small stones.',
      'Demandé par LSO (e1) : a scale. For small stones.',
    ],
    ['no contact of GIN is known; everybody of IDN, CHN is away', 'aucun contact'],
    [
      'Person head; Person gone cannot be reached now',
      'pas joignable actuellement : Person head ; Person gone',
    ],
    ['GIN-1 does not speak for GIN any more', 'GIN-1 ne parle plus au nom de GIN'],
    [
      'it has taken nothing for 5 days; the last error: connection refused',
      'il n’a rien accepté depuis 5 jours ; dernière erreur : connection refused',
    ],
  ])('says of «%s» «%s»', (english, expected) => {
    expect(french.find(english)?.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(expected);
  });
});
