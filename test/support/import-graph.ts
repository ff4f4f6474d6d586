import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Engine rooms, upstream first: a room may use the doors of rooms before it. */
export const engineRooms = [
  'kernel', 'site-database', 'logs', 'status-messages', 'audit', 'objects', 'rights', 'jobs', 'policy', 'site-systems', 'wsus', 'microsoft-update', 'hierarchy', 'update-repository', 'search-folders', 'update-lists', 'update-properties', 'software-update-point', 'wsus-configuration', 'content', 'distribution-points', 'deployment-packages', 'collections', 'software-updates-client-agent', 'deployment-templates', 'deployments', 'software-distribution', 'state-messages', 'compliance', 'deployment-summarization', 'clients', 'clients-of-child-sites', 'lab', 'air-gap', 'insight', 'reads', 'api', 'thread',
] as const;

const consoleLibraries = [/^react(-dom)?(\/|$)/, /^@fluentui\//, /^@tanstack\/react-(table|virtual)$/];

/** Packages each part may use, beside node: modules where the tsconfig allows them. */
const packages: Record<string, readonly RegExp[]> = {
  contract: [/^zod$/, /^@orpc\/contract$/],
  engine: [/^zod$/, /^kysely$/, /^better-sqlite3$/, /^saxes$/, /^@orpc\//],
  host: [],
  main: [/^electron$/, /^zod$/],
  preload: [/^electron$/],
  server: [/^ws$/],
  cli: [/^@orpc\//],
  'renderer/ui': consoleLibraries,
  'renderer/state': [/^react$/, /^zustand(\/|$)/, /^zod$/],
  'renderer/data': [/^react$/, /^@orpc\//, /^@tanstack\/react-query$/, /^zustand(\/|$)/, /^zod$/],
  'renderer/list': consoleLibraries,
  'renderer/features': [...consoleLibraries, /^@tanstack\/react-query$/, /^react-hook-form$/, /^@hookform\/resolvers\/zod$/, /^zod$/, /^@orpc\/client$/],
  'renderer/app': [...consoleLibraries, /^@tanstack\/react-query$/, /^zustand(\/|$)/, /^zod$/],
};

/** Parts each part may import; its own files always. */
const corridors: Record<string, readonly string[]> = {
  contract: [],
  engine: ['contract'],
  host: ['engine'],
  main: ['engine', 'host', 'contract'],
  preload: [],
  server: ['engine', 'host', 'contract'],
  cli: ['engine', 'host', 'contract', 'server'],
  'renderer/ui': [],
  'renderer/state': ['contract', 'renderer/ui'],
  'renderer/data': ['contract', 'renderer/state'],
  'renderer/list': ['renderer/ui', 'renderer/data', 'renderer/state'],
  'renderer/features': ['contract', 'renderer/ui', 'renderer/data', 'renderer/state', 'renderer/list'],
  'renderer/app': ['contract', 'renderer/ui', 'renderer/data', 'renderer/state', 'renderer/features'],
};

export type Files = ReadonlyMap<string, string>;

/** Every source file of the product by its path from the root, tests left out. */
export function productFiles(folder = 'src'): Map<string, string> {
  const files = new Map<string, string>();
  const walk = (path: string) => {
    for (const name of readdirSync(join(root, path))) {
      const inner = `${path}/${name}`;
      if (statSync(join(root, inner)).isDirectory()) walk(inner);
      else if (/\.tsx?$/.test(name) && !/\.test\.tsx?$|^test-support\.ts$/.test(name)) files.set(inner, readFileSync(join(root, inner), 'utf8'));
    }
  };
  if (existsSync(join(root, folder))) walk(folder);
  return files;
}

const importPattern = /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

export const importsOf = (text: string): string[] => [...text.matchAll(importPattern)].map((m) => (m[1] ?? m[2] ?? m[3])!);

function partOf(path: string): string {
  const [, part, sub] = path.split('/');
  if (part !== 'renderer') return part!;
  return sub !== undefined && ['ui', 'state', 'data', 'list', 'features', 'app'].includes(sub) ? `renderer/${sub}` : 'renderer/app';
}

const roomOf = (path: string) => (path.split('/').length > 3 ? path.split('/')[2]! : '');
const isDoor = (path: string) => /\/index\.tsx?$/.test(path);

function engineCorridor(from: string, to: string): string | undefined {
  const a = roomOf(from);
  const b = roomOf(to);
  if (a === b && a !== '') return undefined;
  if (b === '') return a === '' || ['api', 'thread'].includes(a) ? undefined : `an engine room may not import the composition of the site`;
  if (a !== '' && engineRooms.indexOf(b as never) > engineRooms.indexOf(a as never)) return `${a} is upstream of ${b}: data flows one way`;
  if (!engineRooms.includes(b as never)) return `${b} is not a room of the map`;
  return isDoor(to) || (a === '' && b === 'thread') || a === 'thread' ? undefined : `only the door of ${b} may be used`;
}

function corridor(from: string, to: string): string | undefined {
  const a = partOf(from);
  const b = partOf(to);
  if (a === 'engine' && b === 'engine') return engineCorridor(from, to);
  if (a === 'renderer/features' && b === 'renderer/features') return from.split('/')[3] === to.split('/')[3] ? undefined : 'a feature may not import another feature';
  if (a === b) return undefined;
  if (!corridors[a]?.includes(b)) return `${a} has no corridor to ${b}`;
  if (b === 'contract' || b === 'renderer/features' || (b.startsWith('renderer/') && a === 'renderer/app')) return undefined;
  return isDoor(to) || b === 'renderer/ui' ? undefined : `only the door of ${b} may be used`;
}

function forbidden(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) {
    if (specifier.startsWith('node:')) return undefined;
    const part = partOf(from);
    return packages[part]?.some((allowed) => allowed.test(specifier)) ? undefined : `${part} may not use the package ${specifier}`;
  }
  const target = normalize(join(dirname(from), specifier));
  if (target.endsWith('.css')) return undefined;
  return corridor(from, target);
}

/** Imports that the map does not show, each with the reason. */
export function violations(files: Files): string[] {
  const found: string[] = [];
  for (const [path, text] of files) {
    for (const specifier of importsOf(text)) {
      const why = forbidden(path, specifier);
      if (why !== undefined) found.push(`${path} imports ${specifier}: ${why}`);
    }
  }
  return found;
}

/** Rings of files that import each other, as lists of paths. */
export function cycles(files: Files): string[][] {
  const edges = new Map([...files].map(([path, text]) => [path, importsOf(text).filter((s) => s.startsWith('.')).map((s) => normalize(join(dirname(path), s))).filter((to) => files.has(to))]));
  const state = new Map<string, 'open' | 'done'>();
  const found: string[][] = [];
  const visit = (path: string, trail: string[]) => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') return void found.push([...trail.slice(trail.indexOf(path)), path]);
    state.set(path, 'open');
    for (const to of edges.get(path) ?? []) visit(to, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

const banned: readonly [RegExp, string][] = [
  [/\bDate\.now\(/, 'site time comes from the clock'],
  [/\bnew Date\(\s*\)/, 'site time comes from the clock'],
  [/\bMath\.random\(/, 'randomness is injected'],
  [/\b(setTimeout|setInterval|setImmediate)\(/, 'timers belong to the kernel'],
  [/\bconsole\./, 'the engine has logs and status messages'],
  [/\bperformance\.now\(/, 'time comes from the kernel'],
];

const adapters = ['src/engine/kernel/system.ts', 'src/engine/kernel/breath.ts', 'src/engine/wsus/protocol/node-fetcher.ts'];

/** Uses of the machine's own time, chance or console inside the engine. */
export function machineUses(files: Files): string[] {
  const found: string[] = [];
  for (const [path, text] of files) {
    if (!path.startsWith('src/engine/') || adapters.includes(path)) continue;
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    for (const [pattern, why] of banned) if (pattern.test(code)) found.push(`${path} uses ${pattern.source}: ${why}`);
  }
  return found;
}
