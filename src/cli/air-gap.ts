import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Comparison } from '../contract/index.ts';
import { UsageError } from './arguments.ts';
import { commanded, follow, type Asked } from './commands.ts';

function named({ args }: Asked, what: string): string {
  const [name] = args.rest;
  if (name === undefined) throw new UsageError(`Name a ${what}.`);
  return resolve(name);
}

/** `patchbay export <folder>`: exit code 0 when the bundle is written. */
export async function exportCatalog(asked: Asked): Promise<number> {
  const folder = named(asked, 'folder');
  const call = await commanded(asked);
  return (await follow(asked, () => asked.client.airGap.export({ call, folder, expiresInDays: asked.args.expires }))) === null ? 1 : 0;
}

const numbers = (of: { new: number; revised: number; expired: number; gone: number }) => `${of.new} new, ${of.revised} revised, ${of.expired} expired, ${of.gone} gone`;

const date = (at: number) => new Date(at).toISOString();

function lines(compared: Comparison): string[] {
  const { source, signedBy } = compared;
  return [
    `Bundle of ${source.site === null ? source.server : `site ${source.site} (${source.server})`}, made ${date(compared.createdAt)}, expires ${compared.expiresAt === null ? 'never' : date(compared.expiresAt)}`,
    signedBy ? `Signed with the trusted key "${signedBy.label}" (${signedBy.fingerprint})` : 'NOT SIGNED',
    `${compared.updates} updates: ${numbers(compared.total)}, ${compared.unchanged} unchanged`,
    ...[...compared.classifications, ...compared.products].map((group) => `  ${(group.title || '(none)').padEnd(40)}  ${numbers(group)}`),
  ];
}

async function compared(asked: Asked, folder: string): Promise<Comparison | null> {
  const { client, site, actor, args, terminal } = asked;
  const call = await commanded(asked);
  const jobId = await follow(asked, () => client.airGap.compare({ call, folder }));
  if (jobId === null) return null;
  const { value } = await client.airGap.comparison({ call: { site, actor }, jobId });
  (args.json ? [JSON.stringify(value)] : lines(value)).forEach((line) => terminal.print(line));
  return value;
}

/** `patchbay compare <folder>`: exit code 0 when the bundle could be compared. */
export async function compareBundle(asked: Asked): Promise<number> {
  return (await compared(asked, named(asked, 'folder'))) === null ? 1 : 0;
}

/** `patchbay import <folder>`: compares first, then imports exactly what was compared. */
export async function importBundle(asked: Asked): Promise<number> {
  const folder = named(asked, 'folder');
  const bundle = await compared(asked, folder);
  if (!bundle) return 1;
  const call = await commanded(asked);
  return (await follow(asked, () => asked.client.airGap.import({ call, folder, manifest: bundle.manifest, acceptUnsigned: asked.args.acceptUnsigned }))) === null ? 1 : 0;
}

/** `patchbay key`: the public key of this site's exports; the first call makes it. */
export async function key(asked: Asked): Promise<number> {
  const { client, site, actor, args, terminal } = asked;
  const found = (await client.airGap.signingKey({ call: { site, actor } })).value ?? (await client.airGap.renewSigningKey({ call: await commanded(asked) })).value;
  terminal.print(args.json ? JSON.stringify(found) : found.publicKey.trimEnd());
  return 0;
}

/** `patchbay trust <file>`: pins the public key in the file under the file's name. */
export async function trust(asked: Asked): Promise<number> {
  const file = named(asked, 'file');
  const { value } = await asked.client.airGap.pinKey({ call: await commanded(asked), publicKey: readFileSync(file, 'utf8').slice(0, 4096), label: basename(file).slice(0, 128) });
  asked.terminal.print(asked.args.json ? JSON.stringify(value) : `Trusted: ${value.fingerprint}`);
  return 0;
}
