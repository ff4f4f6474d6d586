import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/** The least a process with a thread of its own and an SQLite file can do. */
if (isMainThread) {
  new Worker(new URL(import.meta.url), { workerData: process.argv[2] }).once('message', () => process.stdout.write('ready'));
} else {
  const db = new Sqlite(workerData as string, { readonly: true });
  db.prepare('SELECT count(*) FROM software_updates').get();
  db.close();
  parentPort!.postMessage('ready');
}
