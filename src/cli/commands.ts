import type { ContractRouterClient } from '@orpc/contract';
import type { contract, Explained, Job, UpdateRow } from '../contract/index.ts';
import type { Arguments } from './arguments.ts';

export type Client = ContractRouterClient<typeof contract>;

export interface Terminal {
  print(line: string): void;
  /** A line that replaces the last one where the terminal can. */
  progress(line: string): void;
}

export interface Asked {
  client: Client;
  site: string;
  actor: string;
  args: Arguments;
  terminal: Terminal;
  signal: AbortSignal;
}

const shown = (job: Job) => `${job.phase || job.title}: ${job.done.toLocaleString('en-US')}${job.total === null ? '' : ` of ${job.total.toLocaleString('en-US')}`}`;

/** What is wrong in the engine's own words: what of the input was refused, or what happened, why, and what to do. */
export function explained(error: Error): string {
  const { data } = error as { data?: Partial<Explained & { issues: { message: string }[] }> };
  if (data?.issues?.length) return data.issues.map(({ message }) => message).join('\n');
  return data?.todo === undefined ? error.message : `${data.what} ${data.why} ${data.todo}`;
}

/** A call that changes something, at the revision the site has now. */
export async function commanded({ client, site, actor }: Asked) {
  const { revision } = await client.site.describe({ call: { site, actor } });
  return { site, actor, expectedRevision: revision };
}

/** Starts a job and follows it to its end; answers with its id when it is done, with null otherwise. */
export async function follow({ client, site, actor, args, terminal, signal }: Asked, start: () => Promise<{ value: { jobId: string } }>): Promise<string | null> {
  const progress = await client.jobs.progress({ call: { site, actor } }, { signal });
  const { value } = await start();
  for await (const job of progress) {
    if (job.id !== value.jobId) continue;
    if (args.json) terminal.print(JSON.stringify(job));
    else terminal.progress(shown(job));
    if (job.endedAt === null) continue;
    if (!args.json) terminal.print(job.state === 'done' ? `${job.title} done.` : `${job.title} ${job.state}: ${job.message ?? ''}`);
    return job.state === 'done' ? value.jobId : null;
  }
  return null;
}

/** Runs a synchronization to its end; exit code 0 when it is done, 1 otherwise. */
export async function sync(asked: Asked): Promise<number> {
  const call = await commanded(asked);
  return (await follow(asked, () => asked.client.softwareUpdatePoint.runSynchronization({ call }))) === null ? 1 : 0;
}

const line = (row: UpdateRow) => [row.bulletinId.padEnd(9), row.articleId.padEnd(8), row.severity.padEnd(9), row.title].join('  ');

export async function updates({ client, site, actor, args, terminal }: Asked): Promise<number> {
  const call = { site, actor };
  const view = { node: { classification: null, vendor: null, product: null }, sort: { column: 'dateReleased' as const, descending: true }, find: null };
  for (let offset = 0; offset < args.limit; offset += 500) {
    const limit = Math.min(500, args.limit - offset);
    const { value } = await client.updateRepository.rows({ call, ...view, offset, limit });
    value.rows.forEach((row) => terminal.print(args.json ? JSON.stringify(row) : line(row)));
    if (offset + limit >= value.total) break;
  }
  return 0;
}

export async function log({ client, site, actor, args, terminal }: Asked): Promise<number> {
  const call = { site, actor };
  const name = args.rest[0] ?? 'wsyncmgr.log';
  for (let offset = 0; ; offset += 1000) {
    const { value } = await client.logs.lines({ call, name, minimumSeverity: 'information', find: '', offset, limit: 1000 });
    value.lines.forEach((l) => terminal.print(args.json ? JSON.stringify(l) : `${new Date(l.at).toISOString()}  ${l.text}`));
    if (offset + 1000 >= value.total) return 0;
  }
}
