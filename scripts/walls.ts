import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, resolve } from 'node:path';
import ts from 'typescript';
import { roomOf } from './walls/rooms';

/** The walls of the house: who may import whom, and what stays out of where. */

const projectRoot = resolve(__dirname, '..');

/** A file fits on a few screens; data may be longer. */
const longest = 300;
/** Files that are data, whatever their length. */
const data = new Set(['scripts/icon-set.ts', 'scripts/motif-set.ts', 'scripts/seed/programmes.ts']);

/** Globals that would give a rule of the trade a clock, chance or surroundings of its own. */
const impureNames = new Set(['wx', 'process', 'require', 'globalThis', 'window', 'performance', 'crypto', 'setTimeout', 'setInterval', 'fetch', 'Buffer']);

/** A vote never earns points, prizes or places in a draw, and none of these buys votes: neither side knows of the other. */
const voting = /^(?:cloudfunctions\/modules|miniprogram\/domain)\/voting\//;
const rewards = /^(?:cloudfunctions\/modules|miniprogram\/domain)\/(?:points|draw|registration|application)\//;

function mixesVotesAndRewards(path: string, target: string): boolean {
  return (voting.test(path) && rewards.test(target)) || (rewards.test(path) && voting.test(target));
}

/**
 * What is wrong with one file, each with its line.
 * @param path from the project's root, with `/`
 */
export function violationsOf(path: string, text: string): string[] {
  const found: string[] = [];
  const lines = text.replace(/\n$/, '').split('\n').length;
  if (lines > longest && !data.has(path) && !path.endsWith('.test.ts')) found.push(`${path}: ${lines} lines, more than ${longest}`);
  const room = roomOf(path);
  if (room === undefined || path.endsWith('.test.ts')) return found;

  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const report = (node: ts.Node, what: string): void => {
    found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && mixesVotesAndRewards(path, resolved(path, specifier))) report(node, `votes and rewards may not know of each other, not even by ${specifier}`);
    if (specifier !== undefined && !room.allows(resolved(path, specifier))) report(node, `${room.name} may not import ${specifier}`);
    if (room.name !== 'services' && path.startsWith('miniprogram/') && isMember(node, 'wx', 'cloud')) report(node, 'only services touch wx.cloud');
    if (room.name === 'domain') {
      const impure = impurityOf(node);
      if (impure !== undefined) report(node, `domain may not use ${impure}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The specifier of an import, an export from, an import type, a dynamic import or a require. */
function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
    return node.moduleSpecifier.text;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) return node.argument.literal.text;
  if (ts.isCallExpression(node)) {
    const isLoader = node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require');
    const [first] = node.arguments;
    if (isLoader && first !== undefined) return ts.isStringLiteralLike(first) ? first.text : '(computed)';
  }
  return undefined;
}

/** A relative import as a path from the project's root; a package as it is. */
function resolved(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : `npm:${specifier}`;
}

function isMember(node: ts.Node, object: string, name: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return ts.isIdentifier(node.expression) && node.expression.text === object && node.name.text === name;
  if (!ts.isElementAccessExpression(node) || !ts.isIdentifier(node.expression) || node.expression.text !== object) return false;
  return ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === name;
}

function impurityOf(node: ts.Node): string | undefined {
  if (isMember(node, 'Date', 'now')) return 'Date.now()';
  if (isMember(node, 'Math', 'random')) return 'Math.random()';
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date' && (node.arguments?.length ?? 0) === 0) return 'new Date() without an argument';
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date') return 'Date()';
  if (ts.isIdentifier(node) && impureNames.has(node.text) && !isNameOnly(node)) return node.text;
  return undefined;
}

/** The name of a member, a key or an own declaration is no use of the global. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return ('name' in parent ? parent.name : parent.right) === node;
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent) || ts.isMethodDeclaration(parent)) && parent.name === node;
}

/** All violations in the tree; empty: the walls stand. */
export function checkWalls(root = projectRoot): string[] {
  const folders = ['miniprogram', 'cloudfunctions', 'database', 'hall', 'local', 'scripts', 'tests', 'typings'];
  const files = folders.flatMap((folder) => sourcesIn(join(root, folder)));
  return files.flatMap((file) => violationsOf(relative(root, file).split('\\').join('/'), readFileSync(file, 'utf8')));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'miniprogram_npm' || entry.name === 'node_modules' ? [] : sourcesIn(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

if (process.argv[1] === __filename) {
  const violations = checkWalls();
  for (const violation of violations) console.error(violation);
  console.log(violations.length === 0 ? 'the walls stand' : `${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
