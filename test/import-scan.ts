import { parseSync } from 'vite';

/** One import of a source file, of whatever kind. */
export interface Import {
  /** As written: `../domain/kit.ts`, `zod`; undefined where it is computed. */
  readonly specifier: string | undefined;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function literal(value: unknown): string | undefined {
  return isNode(value) && typeof value['value'] === 'string' ? value['value'] : undefined;
}

function isMetaUrl(value: unknown): boolean {
  return isNode(value) && value.type === 'MemberExpression' && isNode(value['object'])
    ? value['object'].type === 'MetaProperty'
    : false;
}

/** What a call of `require` or `new URL(…, import.meta.url)` names; undefined for all other nodes. */
function named(node: Node): { specifier: string | undefined } | undefined {
  const args = Array.isArray(node['arguments']) ? (node['arguments'] as unknown[]) : [];
  const callee = isNode(node['callee']) ? node['callee']['name'] : undefined;
  if (node.type === 'CallExpression' && callee === 'require') return { specifier: literal(args[0]) };
  if (node.type === 'NewExpression' && callee === 'URL' && isMetaUrl(args[1])) {
    const target = literal(args[0]);
    return target !== undefined && /\.[cm]?[jt]sx?$/.test(target) ? { specifier: target } : undefined;
  }
  return undefined;
}

function found(node: Node): Omit<Import, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return isNode(node['source']) ? { specifier: literal(node['source']) } : undefined;
    case 'ImportExpression':
      return { specifier: literal(node['source']) };
    case 'TSImportType':
      return { specifier: literal(node['source'] ?? node['argument']) };
    case 'TSExternalModuleReference':
      return { specifier: literal(node['expression']) };
    default:
      return named(node);
  }
}

/**
 * Every import of a TypeScript file: static, dynamic, type-only and re-exporting ones, `import('…')` types, `require`, and
 * scripts named by `new URL('…', import.meta.url)` (worker threads). Throws a SyntaxError where the file cannot be parsed.
 */
export function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  if (errors[0] !== undefined) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const imports: Import[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isNode(value)) return;
    const one = found(value);
    if (one !== undefined) imports.push({ ...one, line: source.slice(0, value.start).split('\n').length });
    for (const child of Object.values(value)) if (typeof child === 'object') visit(child);
  };
  visit(program.body);
  return imports;
}
