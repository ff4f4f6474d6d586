import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contract } from '../src/contract/index.ts';
import { cycles, engineRooms, importsOf, machineUses, productFiles, root, violations } from './support/import-graph.ts';

const files = productFiles();
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const planted = (path: string, text: string) => new Map([...files, [path, text]]);

describe('[architecture] corridors', () => {
  test('every import is on the map', () => {
    expect(files.size).toBeGreaterThan(100);
    expect(violations(files)).toEqual([]);
  });

  test('the check sees imports of every shape', () => {
    expect(importsOf(`import a from 'a';\nimport { b,\n c } from './b.ts';\nexport * from "./c.ts";\nimport type { D } from 'd';\nimport './e.css';\nconst f = await import('./f.ts');`)).toEqual(['a', './b.ts', './c.ts', 'd', './e.css', './f.ts']);
  });

  test.each([
    ['src/engine/wsus/planted.ts', `import { x } from '../software-update-point/index.ts';`, /data flows one way/],
    ['src/engine/jobs/planted.ts', `import { x } from '../logs/log-file.ts';`, /only the door/],
    ['src/engine/logs/planted.ts', `import { createSite } from '../site.ts';`, /composition/],
    ['src/engine/kernel/planted.ts', `import { app } from 'electron';`, /may not use the package electron/],
    ['src/contract/planted.ts', `import { x } from '../engine/index.ts';`, /no corridor/],
    ['src/renderer/ui/planted.ts', `import type { x } from '../../contract/index.ts';`, /no corridor/],
    ['src/renderer/features/logs/planted.ts', `import { x } from '../update-repository/index.ts';`, /another feature/],
    ['src/renderer/app/planted.ts', `import { x } from '../../engine/index.ts';`, /no corridor/],
    ['src/main/planted.ts', `import { x } from '../engine/site.ts';`, /only the door/],
    ['src/preload/planted.ts', `import { x } from '../contract/index.ts';`, /no corridor/],
  ])('a planted violation in %s is found', (path, text, why) => {
    expect(violations(planted(path, text)).filter((line) => line.startsWith(path))).toEqual([expect.stringMatching(why)]);
  });

  test('no files import each other in a ring', () => {
    expect(cycles(files)).toEqual([]);
    expect(cycles(new Map([['src/a.ts', `import './b.ts';`], ['src/b.ts', `import './a.ts';`]]))).toHaveLength(1);
  });

  test('the engine uses no time, chance or console of the machine', () => {
    expect(machineUses(files)).toEqual([]);
    expect(machineUses(planted('src/engine/jobs/planted.ts', 'const a = Date.now();\nsetTimeout(() => {}, 1);')).filter((line) => line.startsWith('src/engine/jobs/planted.ts'))).toHaveLength(2);
  });
});

describe('[architecture] names', () => {
  test('every area of the contract has its file there, its file in the api, and nothing else has', () => {
    const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    for (const area of Object.keys(contract)) {
      expect(files.has(`src/contract/${kebab(area)}.ts`)).toBe(true);
      expect(files.has(`src/engine/api/${kebab(area)}.ts`)).toBe(true);
    }
    const api = [...files.keys()].filter((path) => path.startsWith('src/engine/api/')).map((path) => path.slice('src/engine/api/'.length, -3));
    expect(api.filter((name) => !['index', 'implement', 'access'].includes(name)).sort()).toEqual(Object.keys(contract).map(kebab).sort());
  });

  test('every engine room has a door that says what the room is for', () => {
    for (const room of engineRooms.filter((name) => !['api', 'thread'].includes(name))) expect(files.get(`src/engine/${room}/index.ts`)).toMatch(/^\/\*\*\n \* .{40,}/);
  });

  test('folders and files are kebab-case, components PascalCase, no empty role names', () => {
    for (const path of files.keys()) {
      const name = path.split('/').at(-1)!.replace(/\.d\.ts$|\.tsx?$/, '');
      expect(name, path).toMatch(path.endsWith('.tsx') ? /^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name, path).not.toMatch(/(Manager|Helper|Helpers|Utils|Type)$/i);
    }
  });

  test('no file is longer than 400 lines', () => {
    for (const [path, text] of files) expect(text.split('\n').length, path).toBeLessThanOrEqual(400);
  });
});

describe('[architecture] the project speaks of itself alone', () => {
  const tracked = existsSync(join(root, '.git')) ? execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean) : [];
  const texts = tracked.filter((path) => /\.(ts|tsx|mjs|md|json|css|html|svg|tsv|yml|sh)$|^\.ci\/run$/.test(path) && path !== 'package-lock.json');

  test('no paths of a machine and no registry addresses are in the repository', () => {
    for (const path of texts.filter((p) => p !== 'test/architecture.test.ts')) expect(read(path), path).not.toMatch(/\/(home|root|Users)\/[a-z]|registry\.npmjs|\/tmp\/[a-z]+\//);
    if (tracked.includes('package-lock.json')) expect(read('package-lock.json')).not.toMatch(/"resolved"/);
  });

  test('dependencies have exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('the console loads nothing from a network', () => {
    for (const [path, text] of files) if (path.startsWith('src/renderer/')) expect(text, path).not.toMatch(/(src|href)=["']https?:|@import\s+url|fetch\(['"]https?:/);
  });
});
