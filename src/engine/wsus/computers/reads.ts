import type Database from 'better-sqlite3';
import type { Computer, ComputerEvent, ComputerReader, UpdateState } from './model.ts';

const columns = `client_id AS clientId, dns_name AS dnsName, windows, service_pack AS servicePack, description, architecture, agent_version AS agentVersion,
  registered_at AS registeredAt, contacted_at AS contactedAt, scanned_at AS scannedAt, scan_result AS scanResult`;
const most = 1000;

export function createComputerReader(connection: Database.Database): ComputerReader {
  const list = connection.prepare<[number, number], Computer>(`SELECT ${columns} FROM computers ORDER BY dns_name, client_id LIMIT ? OFFSET ?`);
  const one = connection.prepare<[string], Computer>(`SELECT ${columns} FROM computers WHERE client_id = ?`);
  const states = connection.prepare<[string], { id: string; state: UpdateState }>('SELECT update_id AS id, state FROM update_states WHERE client_id = ? ORDER BY update_id');
  const events = connection.prepare<[string, number], Omit<ComputerEvent, 'replacements'> & { replacements: string }>(
    'SELECT client_id AS clientId, event_id AS eventId, at, update_id AS updateId, result, replacements FROM events WHERE client_id = ? ORDER BY at DESC, row_id DESC LIMIT ?',
  );
  const counts = connection.prepare<[], ReturnType<ComputerReader['counts']>>(`SELECT (SELECT count(*) FROM computers) AS computers,
    (SELECT count(*) FROM computers WHERE scanned_at IS NOT NULL) AS scanned, (SELECT count(*) FROM update_states) AS states, (SELECT count(*) FROM events) AS events`);
  return {
    list: ({ offset = 0, limit = most } = {}) => list.all(Math.min(limit, most), offset),
    computer: (clientId) => one.get(clientId.toLowerCase()),
    states: (clientId) => new Map(states.all(clientId.toLowerCase()).map(({ id, state }) => [id, state])),
    events: (clientId, limit = most) => events.all(clientId.toLowerCase(), Math.min(limit, most)).map((row) => ({ ...row, replacements: JSON.parse(row.replacements) as string[] })),
    counts: () => counts.get()!,
  };
}
