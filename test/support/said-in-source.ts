/**
 * The sentences of a source file as they may be said: every template with its holes, once for each way its conditions may turn out.
 * What stands in a hole is not known here; the sentence has a word in its place.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A sentence as it may be said. */
export interface SaidInSource {
  readonly file: string;
  readonly line: number;
  /** every hole filled with `hole`, or with what the caller names */
  readonly text: string;
}

const MOST_WAYS = 32;

/**
 * @param folder below it every TypeScript file is read, specs left out
 * @param pick for a node, the expression that is said, or null
 * @param hole gives what stands in the hole of that number
 * @returns each sentence once a file
 */
export function saidInSource(
  folder: string,
  pick: (node: ts.Node) => ts.Expression | null,
  hole: (index: number) => string,
): readonly SaidInSource[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .flatMap((name) => saidInFile(join(folder, name), pick, hole));
}

/** The message of a refusal: the second argument of `refuse`, the third of `new DomainError` and of what its kinds give on to it. */
export function messageOf(node: ts.Node): ts.Expression | null {
  if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') return node.arguments[1] ?? null;
  if (ts.isNewExpression(node) && node.expression.getText() === 'DomainError')
    return node.arguments?.[2] ?? null;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword)
    return node.arguments[2] ?? null;
  return null;
}

function saidInFile(
  file: string,
  pick: (node: ts.Node) => ts.Expression | null,
  hole: (index: number) => string,
): readonly SaidInSource[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = new Map<string, SaidInSource>();
  const visit = (node: ts.Node): void => {
    const said = pick(node);
    if (said) {
      const line = source.getLineAndCharacterOfPosition(said.getStart()).line + 1;
      for (const parts of waysOf(said)) {
        let index = 0;
        const text = parts.map((part) => part ?? hole(index++)).join('');
        if (parts.some((part) => part !== null && /\w/.test(part))) found.set(text, { file, line, text });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found.values()];
}

/** Pieces of a sentence; null is a hole. */
type Way = readonly (string | null)[];

function waysOf(node: ts.Expression): readonly Way[] {
  if (ts.isStringLiteralLike(node)) return [[node.text]];
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return waysOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...waysOf(node.whenTrue), ...waysOf(node.whenFalse)];
  if (ts.isTemplateExpression(node))
    return node.templateSpans.reduce<readonly Way[]>(
      (ways, span) => joined(joined(ways, waysOf(span.expression)), [[span.literal.text]]),
      [[node.head.text]],
    );
  if (ts.isBinaryExpression(node)) return waysOfTwo(node);
  return [[null]];
}

function waysOfTwo({ left, operatorToken: { kind }, right }: ts.BinaryExpression): readonly Way[] {
  if (kind === ts.SyntaxKind.PlusToken) return joined(waysOf(left), waysOf(right));
  const isEither = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
  const other = isEither && ts.isStringLiteralLike(right) && right.text !== '' ? waysOf(right) : [];
  return [[null], ...other];
}

function joined(one: readonly Way[], other: readonly Way[]): readonly Way[] {
  const all = one.flatMap((a) => other.map((b) => [...a, ...b]));
  return all.length > MOST_WAYS ? all.slice(0, MOST_WAYS) : all;
}
