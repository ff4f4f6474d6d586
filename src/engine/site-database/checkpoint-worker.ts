import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

const db = new Sqlite((workerData as { file: string }).file, { fileMustExist: true });
// A checkpoint of this connection is as durable as the writer's own.
db.pragma('synchronous = FULL');

parentPort!.on('message', () => {
  // Passive: neither the writer nor a reader waits for it; what it cannot bring over yet comes with the next.
  db.pragma('wal_checkpoint(PASSIVE)');
  parentPort!.postMessage('done');
});
