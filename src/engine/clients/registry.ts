import { build, type Readable, type Writable } from '../site-database/index.ts';

/** What the site keeps of a client. */
export interface NewClient {
  guid: string;
  name: string;
  domain: string;
  siteCode: string;
  origin: 'lab' | 'imported' | 'agent';
  operatingSystem: string;
  osVersion: string;
  servicePack: number;
  /** 1 workstation, 2 domain controller, 3 server. */
  productType: number;
  architecture: string;
  language: string;
  agentVersion: string;
  /** How a simulated computer is made (JSON); null for a real agent. */
  machine: string | null;
}

/** The first bytes of a GUID as a number: what a state message file proves its client with. */
export const guidCheckOf = (guid: string): number => Number.parseInt(guid.slice(0, 8), 16) >>> 0;

/** In the caller's transaction; answers with the client's number. One that comes back gets the number it had. */
export function register(db: Writable, client: NewClient, at: number): number {
  const { client_id: clientId } = db
    .prepare<{ client_id: number }>(
      `INSERT INTO clients (guid, name, domain, site_code, origin, operating_system, os_version, service_pack, product_type, architecture, language, agent_version, machine, registered_at)
       VALUES (@guid, @name, @domain, @siteCode, @origin, @operatingSystem, @osVersion, @servicePack, @productType, @architecture, @language, @agentVersion, @machine, ${Math.trunc(at)})
       ON CONFLICT (guid) DO UPDATE SET removed_at = NULL, told = 0, registered_at = excluded.registered_at, machine = excluded.machine, agent_version = excluded.agent_version,
         name = excluded.name, domain = excluded.domain, site_code = excluded.site_code, origin = excluded.origin, operating_system = excluded.operating_system, os_version = excluded.os_version,
         service_pack = excluded.service_pack, product_type = excluded.product_type, architecture = excluded.architecture, language = excluded.language RETURNING client_id`,
    )
    .get(client)!;
  return clientId;
}

/** In the caller's transaction: a client that is gone; its number is not given again. */
export function unregister(db: Writable, clientId: number, at: number): void {
  db.run(build.updateTable('clients').where('client_id', '=', clientId).set({ removed_at: at, told: 0 }));
  db.run(build.deleteFrom('client_user_settings').where('client_id', '=', clientId));
  db.run(build.deleteFrom('machine_updates').where('client_id', '=', clientId));
}

export interface KnownClient {
  clientId: number;
  guidCheck: number;
  /** How a simulated computer is made; null: it is not simulated here. */
  machine: string | null;
}

/** Clients that are there, one after another: what they are made of is much, all together. */
export function* knownClients(db: Readable): Generator<KnownClient> {
  const rows = db.prepare<{ client_id: number; guid: string; machine: string | null }>('SELECT client_id, guid, machine FROM clients WHERE removed_at IS NULL ORDER BY client_id').iterate();
  for (const row of rows) yield { clientId: row.client_id, guidCheck: guidCheckOf(row.guid), machine: row.machine };
}
