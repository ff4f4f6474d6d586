import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { effectOf, isKept } from './effects.ts';
import { migrate } from './migrations.ts';
import type { Computer, ComputerReader, Computers, ReportedEvent, UpdateState } from './model.ts';
import { createComputerReader } from './reads.ts';

/**
 * Opens the database of a WSUS server's computers, or makes a new one.
 * @param file path, or ':memory:'
 * @throws Error in plain words when the file is something else or was written by a newer version; it is left as it was
 */
export function openComputers(file: string): Computers {
  const connection = new Database(file);
  try {
    migrate(connection, file);
    return computersOver(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * Opens it to be read while a WSUS server writes it; undefined while there is none yet.
 * @throws Error when the file cannot be read
 */
export function openComputerReader(file: string): (ComputerReader & { close(): void }) | undefined {
  if (!existsSync(file)) return undefined;
  const connection = new Database(file, { readonly: true });
  return { ...createComputerReader(connection), close: () => void connection.close() };
}

function computersOver(connection: Database.Database): Computers {
  const register = connection.prepare<[object]>(`
    INSERT INTO computers (client_id, dns_name, windows, service_pack, description, architecture, agent_version, registered_at, contacted_at)
    VALUES ($clientId, $dnsName, $windows, $servicePack, $description, $architecture, $agentVersion, $now, $now)
    ON CONFLICT (client_id) DO UPDATE SET dns_name = $dnsName, windows = $windows, service_pack = $servicePack, description = $description,
      architecture = $architecture, agent_version = $agentVersion, contacted_at = $now`);
  const contacted = connection.prepare('UPDATE computers SET contacted_at = ? WHERE client_id = ?');
  const isRegistered = connection.prepare<[string]>('SELECT 1 FROM computers WHERE client_id = ?').pluck();
  const keep = reportKeeper(connection);
  return {
    ...createComputerReader(connection),
    register: (clientId, computer, now) => void register.run({ clientId, ...computer, now }),
    isRegistered: (clientId) => isRegistered.get(clientId) !== undefined,
    contacted: (clientId, now) => void contacted.run(now, clientId),
    report: connection.transaction(({ clientId, events, level }) => {
      for (const event of events) if (isKept(event.eventId, level)) keep(clientId, event);
    }),
    close: () => void connection.close(),
  };
}

/** Keeps one event and what follows from it; one that is there already changes nothing. */
function reportKeeper(connection: Database.Database): (clientId: Computer['clientId'], event: ReportedEvent) => void {
  const insertEvent = connection.prepare('INSERT OR IGNORE INTO events (instance_id, client_id, event_id, at, update_id, result, replacements) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const scanned = connection.prepare('UPDATE computers SET scanned_at = ?, scan_result = ? WHERE client_id = ? AND (scanned_at IS NULL OR scanned_at <= ?)');
  const forget = connection.prepare('DELETE FROM update_states WHERE client_id = ?');
  const put = connection.prepare<[string, string, UpdateState, number]>(`
    INSERT INTO update_states VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at`);
  return (clientId, event) => {
    const { instanceId, eventId, at, update, result, replacements } = event;
    if (insertEvent.run(instanceId, clientId, eventId, at, update?.updateId ?? null, result, JSON.stringify(replacements)).changes === 0) return;
    const { scan, states, state } = effectOf(event);
    if (scan !== undefined) scanned.run(at, scan, clientId, at);
    if (states) forget.run(clientId);
    for (const [updateId, each] of states ?? []) put.run(clientId, updateId, each, at);
    if (state && update) put.run(clientId, update.updateId, state, at);
  };
}
