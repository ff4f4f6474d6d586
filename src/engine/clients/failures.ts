import type { Writable } from '../site-database/index.ts';
import type { ClientMessage } from '../status-messages/index.ts';
import type { FailedUpdate } from './fleet/model.ts';

/** In the caller's transaction: an error status message for each update whose installation failed (DEPLOY-12). */
export function reportFailures(db: Writable, failed: readonly FailedUpdate[], report: (db: Writable, message: ClientMessage) => void): void {
  const nameOf = db.prepare<string>('SELECT name FROM clients WHERE client_id = ?').pluck();
  const titleOf = db.prepare<string>('SELECT title FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1').pluck();
  for (const { clientId, at, update, deployment, error } of failed) {
    const code = `0x${(error >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
    report(db, { messageId: 39003, component: 'Software Updates Client Agent', system: nameOf.get(clientId) ?? '', at, insertionStrings: [titleOf.get(update) ?? String(update), deployment, code] });
  }
}
