import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { cellsOf } from './counted-site.ts';

const peersFolder = fileURLToPath(new URL('../peers/', import.meta.url));

/** The packages the peers need, fetched when they are first measured. */
function peersInstalled(): void {
  if (existsSync(join(peersFolder, 'node_modules', '@duckdb', 'node-api'))) return;
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peersFolder, encoding: 'utf8', env: { ...process.env, npm_config_nodedir: undefined } });
  if (status !== 0) throw new Error(`The peers could not be installed: ${stderr}`);
}

/** The set cells as lines "client,update,state", for peers that load text. */
export async function writeCells(file: string, { clients, updates, each }: { clients: number; updates: number; each: number }): Promise<void> {
  const out = createWriteStream(file);
  for (let client = 1; client <= clients; client++) {
    let text = '';
    for (const { update, state } of cellsOf(client, updates, each)) text += `${client},${update},${state}\n`;
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** The question of the claim, in SQL: the counts of every update over the members of a collection. */
export const countsQuery = 'SELECT s.ci_id, count(*) FILTER (WHERE s.state = 3) AS installed, count(*) FILTER (WHERE s.state = 2) AS required FROM states s JOIN members m ON m.client_id = s.client_id GROUP BY s.ci_id';

interface DuckConnection {
  run(sql: string): Promise<{ getRows?(): Promise<unknown[]> }>;
  runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }>;
}

/** DuckDB over the same rows, in memory. Answers with the median of seven runs, ms, and its rows. */
export async function duckdb(cells: string, members: readonly number[]): Promise<{ took: number; rows: unknown[][] }> {
  peersInstalled();
  const { DuckDBInstance } = createRequire(join(peersFolder, 'package.json'))('@duckdb/node-api') as { DuckDBInstance: { create(file: string): Promise<{ connect(): Promise<DuckConnection> }> } };
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`CREATE TABLE states AS SELECT column0::INTEGER AS client_id, column1::INTEGER AS ci_id, column2::TINYINT AS state FROM read_csv('${cells}', header = false)`);
  await connection.run(`CREATE TABLE members AS SELECT unnest([${members.join(',')}])::INTEGER AS client_id`);
  const times: number[] = [];
  let rows: unknown[][] = [];
  for (let i = 0; i < 7; i++) {
    const began = performance.now();
    rows = (await connection.runAndReadAll(countsQuery)).getRows();
    times.push(performance.now() - began);
  }
  return { took: times.toSorted((a, b) => a - b)[3]!, rows };
}

const binaries = '/usr/lib/postgresql/15/bin';

/** PostgreSQL 15 of Debian over the same rows, clustered by client. The median of five runs, ms, as the server measures it; null: not installed. */
export async function postgresql(cells: string, members: readonly number[]): Promise<number | null> {
  if (!existsSync(join(binaries, 'initdb'))) return null;
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-postgres-'));
  const asServer = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'] : [];
  const run = (command: string, args: string[], input?: string) => {
    const [first, ...rest] = [...asServer, join(binaries, command), ...args];
    return execFileSync(first!, rest, { encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
  };
  if (asServer.length > 0) execFileSync('chown', ['-R', 'postgres:postgres', folder]);
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'bench']);
  const [first, ...rest] = [...asServer, join(binaries, 'postgres'), '-D', data, '-k', folder, '-h', '', '-c', 'shared_buffers=2GB', '-c', 'work_mem=256MB', '-c', 'max_wal_size=8GB', '-c', 'fsync=off'];
  const server = spawn(first!, rest, { stdio: 'ignore' });
  const sql = (text: string) => run('psql', ['-h', folder, '-U', 'bench', '-d', 'postgres', '-q', '-At', '-v', 'ON_ERROR_STOP=1'], text);
  try {
    for (let tries = 0; ; tries++) {
      if (spawnSync(join(binaries, 'pg_isready'), ['-h', folder]).status === 0) break;
      if (tries > 100) throw new Error('PostgreSQL did not start.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    sql('CREATE UNLOGGED TABLE states (client_id integer, ci_id integer, state smallint); CREATE TABLE members (client_id integer PRIMARY KEY);');
    execFileSync('/bin/sh', ['-c', `${join(binaries, 'psql')} -h ${folder} -U bench -d postgres -q -c "\\copy states FROM '${cells}' CSV"`]);
    sql(`INSERT INTO members VALUES ${members.map((client) => `(${client})`).join(',')}; ALTER TABLE states ADD PRIMARY KEY (client_id, ci_id); VACUUM ANALYZE states; ANALYZE members;`);
    const times = Array.from({ length: 5 }, () => Number(/Execution Time: ([\d.]+)/.exec(sql(`EXPLAIN (ANALYZE, TIMING OFF) ${countsQuery}`))![1]));
    return times.toSorted((a, b) => a - b)[2]!;
  } finally {
    server.kill('SIGINT');
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}
