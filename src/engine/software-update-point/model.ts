import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';

/**
 * One synchronization (D§3.1):
 *
 *   requested ─▶ WSUS phase ─▶ site database phase ─▶ done ─▶ content version + 1
 *                    │                 │
 *                    └─ error ─────────┴─▶ failed (6703) ─▶ retry from the start after 60 minutes (SYNC-10)
 *                    └─ cancel ────────┴─▶ cancelled
 *
 * Failed and cancelled leave the WSUS catalog and the site database as they were: both stage and flip at the very end.
 */
export const RETRY_AFTER_MS = 60 * 60_000;

/** Component names are identifiers of the product. */
export const COMPONENT = 'Software Update Point Component';

const WINDOWS = '6964aab4-c5b5-43bd-a17d-ffb4346a8e1d';
const OFFICE = '477b856e-65c4-4473-b621-a8b230bb70d9';
const CRITICAL_UPDATES = 'e6cf1350-c01b-414d-a61f-263d14d133b4';
const SECURITY_UPDATES = '0fa1201d-4330-4fa8-8ae9-b877473b6441';
const SERVICE_PACKS = '68c5b0a3-d1a6-4553-ae49-01d3a7827828';
const UPDATE_ROLLUPS = '28bc880e-0592-4cbf-8f95-c79b17911d5f';

/** Always synchronized, with or without a tick (D§1.1). */
export const WSUS_INFRASTRUCTURE_UPDATES = '051f8713-e600-4bee-b7b7-690d43c78948';

/** Settings of a new site: D§2 where it names a default, otherwise docs/decisions. */
export function defaultSettings(startAt: number): SoftwareUpdatePointSettings {
  return {
    general: { role: 'siteServer', serverName: '', port: 8530, sslPort: 8531, ssl: false, connectionAccount: '', clientConnections: 'intranetOnly' },
    internetBased: { role: 'none', serverName: '', port: 8530, sslPort: 8531 },
    syncSettings: {
      source: 'microsoftUpdate',
      microsoftUpdate: { endpoint: 'bundled', url: 'https://sws.update.microsoft.com' },
      upstream: { serverName: '', port: 8530, ssl: false },
      reportingEvents: 'none',
    },
    classifications: [CRITICAL_UPDATES, SECURITY_UPDATES, SERVICE_PACKS, UPDATE_ROLLUPS],
    products: [WINDOWS, OFFICE],
    syncSchedule: {
      enabled: false,
      kind: 'simple',
      simple: { every: 7, unit: 'days' },
      custom: { startAt, utc: true, recurrence: { kind: 'weekly', every: 1, weekday: 3 } },
    },
    supersedence: { expire: 'immediately', months: 3 },
    languages: { updateFile: ['en'], summaryDetails: ['en'] },
  };
}
