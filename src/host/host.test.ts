import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderInUse, errorPage, lockDataFolder, rendererFile, securityHeaders } from './index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-host-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('[SYNC-01] one engine a data folder: a second one is refused by name, a dead one’s lock is taken over', () => {
  const unlock = lockDataFolder(folder);
  unlock();
  lockDataFolder(folder)();
  writeFileSync(join(folder, 'engine.lock'), String(process.ppid));
  expect(() => lockDataFolder(folder)).toThrow(DataFolderInUse);
  writeFileSync(join(folder, 'engine.lock'), '999999999');
  lockDataFolder(folder)();
  writeFileSync(join(folder, 'engine.lock'), 'not a number');
  lockDataFolder(folder)();
});

test('[SYNC-01] only files of the console are served, with their type', async () => {
  writeFileSync(join(folder, 'index.html'), '<p>');
  writeFileSync(join(folder, 'secret.key'), 'x');
  expect(await rendererFile(folder, '/')).toMatchObject({ type: 'text/html; charset=utf-8' });
  for (const path of ['/secret.key', '/../etc/passwd', '/%2e%2e/x.html', '/missing.js', '/%', '/index.html%00.js', '']) expect(await rendererFile(folder, path), path).toBeUndefined();
});

test('[SYNC-01] the content security policy allows no inline script, no frame, no other host', () => {
  const policy = securityHeaders("'self'")['Content-Security-Policy']!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy.match(/script-src [^;]+/)![0]).toBe("script-src 'self'");
  expect(policy).not.toMatch(/https?:|\*/);
});

test('[SYNC-10] the start error says what, why and what to do, and is never markup', () => {
  const page = errorPage({ what: 'A', why: '<script>alert(1)</script>', todo: 'C & D' });
  expect(page).not.toContain('<script>');
  expect(page).toContain('&#60;script&#62;');
  expect(page).toContain('C &#38; D');
});
