// What a source file consists of, taken from its syntax tree in one walk and kept for all rules: imports, functions
// with their lengths, declared names, calls and the few constructions that the house does not use.
import { type ESTree, Visitor, type VisitorObject, parseSync } from 'vite';
import type { TextFile } from './tree.ts';

type Named = { readonly name: string; readonly line: number };
export type Call = Named & { readonly texts: readonly (string | null)[] };

export type Syntax = {
  readonly imports: readonly { readonly from: string; readonly line: number }[];
  readonly functions: readonly (Named & { readonly lines: number })[];
  /** Names this file gives: variables, functions, types, parameters. */
  readonly declared: readonly Named[];
  /** Names with a type annotation of `number`. */
  readonly numbers: readonly Named[];
  /** What the house does not use: class, enum, namespace, default export, any, with the name where there is one. */
  readonly oddities: readonly (Named & { readonly kind: string })[];
  readonly casts: readonly Named[];
  readonly calls: readonly Call[];
  /** Properties of object literals with a text, or texts, as value; constants of the file are looked up. */
  readonly properties: readonly (Named & { readonly texts: readonly string[] })[];
  /** Keys of the object literals that are given to a variable: variable, key. */
  readonly keys: readonly (Named & { readonly of: string; readonly type: string })[];
  /** Names that are given to defineCommand, defineQuery and defineList. */
  readonly defined: readonly Named[];
  readonly problems: readonly Named[];
};

const kept = new WeakMap<TextFile, Syntax>();

/** The syntax of a file, parsed once. */
export function syntaxOf(file: TextFile): Syntax {
  const known = kept.get(file);
  if (known) return known;
  const syntax = readSyntax(file);
  kept.set(file, syntax);
  return syntax;
}

function lineFinder(file: TextFile): (offset: number) => number {
  const starts: number[] = [0];
  for (const line of file.lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

const textOf = (node: ESTree.Node | null | undefined): string | null =>
  node?.type === 'Literal' && typeof node.value === 'string'
    ? node.value
    : node?.type === 'TemplateLiteral' && node.expressions.length === 0
      ? (node.quasis[0]?.value.cooked ?? null)
      : null;

/** `a` of `a(…)`, `a.b` of `a.b(…)`. */
function nameOfCallee(node: ESTree.Node): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier')
    return `${nameOfCallee(node.object)}.${node.property.name}`;
  return '';
}

function keyOf(node: ESTree.Node): string {
  return node.type === 'Identifier' ? node.name : (textOf(node) ?? '');
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Part)[] ? Part[] : T[Key] };
type Reading = {
  readonly file: TextFile;
  readonly line: (offset: number) => number;
  readonly found: Mutable<Syntax>;
  /** Texts given to a name: `const MONEY = 'voucher.view'`. */
  readonly constants: Map<string, string>;
};

const at = ({ line }: Reading, node: { start: number }, name: string): Named => ({
  name,
  line: line(node.start),
});

/** Imports, casts and what the house does not use. */
function visitShapes(reading: Reading): VisitorObject {
  const { file, found, line } = reading;
  const odd = (node: { start: number }, kind: string, name = ''): void =>
    void found.oddities.push({ ...at(reading, node, name), kind });
  const imports = (node: { start: number }, from: ESTree.Node | null): void => {
    const text = textOf(from);
    if (text !== null) found.imports.push({ from: text, line: line(node.start) });
  };
  return {
    ImportDeclaration: (node) => imports(node, node.source),
    ImportExpression: (node) => imports(node, node.source),
    ExportAllDeclaration: (node) => imports(node, node.source),
    ExportNamedDeclaration: (node) => imports(node, node.source),
    ExportDefaultDeclaration: (node) => odd(node, 'default export'),
    ClassDeclaration: (node) => odd(node, 'class', node.id?.name),
    ClassExpression: (node) => odd(node, 'class', node.id?.name),
    TSEnumDeclaration: (node) => odd(node, 'enum', node.id.name),
    // `declare module` tells a type; it makes nothing.
    TSModuleDeclaration: (node) => void (node.declare || odd(node, 'namespace')),
    TSAnyKeyword: (node) => odd(node, 'any'),
    TSAsExpression: ({ start, typeAnnotation: type }) =>
      void found.casts.push(at(reading, { start }, file.text.slice(type.start, type.end))),
  };
}

/** Names that are given, and how long functions are. */
function visitNames(reading: Reading): VisitorObject {
  const { found, line } = reading;
  const measure = (node: ESTree.Node, name: string): void =>
    void found.functions.push({ ...at(reading, node, name), lines: line(node.end) - line(node.start) + 1 });
  const declare = (node: ESTree.Node | null): void => {
    if (node?.type !== 'Identifier') return;
    found.declared.push(at(reading, node, node.name));
    if (node.typeAnnotation?.typeAnnotation.type === 'TSNumberKeyword')
      found.numbers.push(at(reading, node, node.name));
  };
  return {
    TSTypeAliasDeclaration: (node) => declare(node.id),
    TSInterfaceDeclaration: (node) => declare(node.id),
    TSPropertySignature: (node) => {
      if (node.typeAnnotation?.typeAnnotation.type === 'TSNumberKeyword')
        found.numbers.push(at(reading, node, keyOf(node.key)));
    },
    FunctionDeclaration: (node) => {
      declare(node.id);
      node.params.forEach(declare);
      measure(node, node.id?.name ?? '');
    },
    FunctionExpression: (node) => measure(node, node.id?.name ?? 'a function'),
    ArrowFunctionExpression: (node) => {
      node.params.forEach(declare);
      measure(node, 'an arrow function');
    },
    VariableDeclarator: ({ id, init }) => {
      declare(id);
      if (id.type === 'Identifier' && init) readConstant(reading, id, init);
    },
  };
}

function readConstant(reading: Reading, id: ESTree.BindingIdentifier, init: ESTree.Node): void {
  const { constants, file, found } = reading;
  const text = textOf(init);
  if (text !== null) constants.set(id.name, text);
  if (init.type !== 'ObjectExpression') return;
  const { typeAnnotation } = id;
  const type = typeAnnotation ? file.text.slice(typeAnnotation.start, typeAnnotation.end) : '';
  for (const part of init.properties)
    if (part.type === 'Property')
      found.keys.push({ ...at(reading, part, keyOf(part.key)), of: id.name, type });
}

/** Calls and properties with the texts they are given. */
function visitTexts(reading: Reading): VisitorObject {
  const { constants, found } = reading;
  const textsOf = (node: ESTree.Node): string[] => {
    if (node.type === 'ArrayExpression') return node.elements.flatMap((part) => (part ? textsOf(part) : []));
    const text = node.type === 'Identifier' ? constants.get(node.name) : textOf(node);
    return typeof text === 'string' ? [text] : [];
  };
  return {
    Property: (node) => {
      const texts = textsOf(node.value);
      if (texts.length > 0) found.properties.push({ ...at(reading, node, keyOf(node.key)), texts });
    },
    CallExpression: (node) => {
      const name = nameOfCallee(node.callee);
      found.calls.push({ ...at(reading, node, name), texts: node.arguments.map(textOf) });
      if (!/^define(Command|Query|List)$/.test(name) || node.arguments[0]?.type !== 'ObjectExpression')
        return;
      for (const part of node.arguments[0].properties) {
        const given = part.type === 'Property' && keyOf(part.key) === 'name' ? textOf(part.value) : null;
        if (given !== null) found.defined.push(at(reading, part, given));
      }
    },
    // `new Date()` has no texts at all, `new Date(moment)` one that is not known.
    NewExpression: (node) => {
      const name = `new ${nameOfCallee(node.callee)}`;
      found.calls.push({ ...at(reading, node, name), texts: node.arguments.map(textOf) });
    },
  };
}

function readSyntax(file: TextFile): Syntax {
  const { program, errors } = parseSync(file.path, file.text);
  const line = lineFinder(file);
  const found: Mutable<Syntax> = {
    imports: [],
    functions: [],
    declared: [],
    numbers: [],
    oddities: [],
    casts: [],
    calls: [],
    properties: [],
    keys: [],
    defined: [],
    problems: errors.map((error) => ({ name: error.message, line: line(error.labels[0]?.start ?? 0) })),
  };
  const reading: Reading = { file, line, found, constants: new Map() };
  new Visitor({ ...visitShapes(reading), ...visitNames(reading), ...visitTexts(reading) }).visit(program);
  return found;
}
