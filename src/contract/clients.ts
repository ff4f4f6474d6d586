import { z } from 'zod';
import { command, moment, query, siteCode } from './call.ts';
import { logLine } from './logs.ts';
import { severity, updateIcon } from './update-repository.ts';

/** Topic 501 (D§6.6). */
export const scanState = z.enum(['unknown', 'waitingForCatalogLocation', 'running', 'completed', 'pendingRetry', 'failed', 'completedWithErrors']);

/** The state of one computer for one update (SCAN-06). */
export const clientState = z.enum(['installed', 'required', 'notRequired', 'unknown']);

export const clientRow = z.object({
  /** Resource ID: the client's number at the site. */
  id: z.int().positive(),
  name: z.string(),
  domain: z.string(),
  siteCode,
  operatingSystem: z.string(),
  /** "5.1.2600" */
  osVersion: z.string(),
  servicePack: z.int().nonnegative(),
  architecture: z.string(),
  language: z.string(),
  /** Version of the Windows Update Agent. */
  agentVersion: z.string(),
  /** lab: simulated and generated; imported: simulated, made from what a real computer told; agent: a real one. */
  origin: z.enum(['lab', 'imported', 'agent']),
  /** Null before the first scan message. */
  lastScanAt: moment.nullable(),
  scanState,
  /** Signed 32 bits; 0: none. */
  scanError: z.int(),
  lastMessageAt: moment.nullable(),
  /** Some of its state messages have not come: everything about it is Unknown until they have (SCAN-06). */
  messagesMissing: z.boolean(),
});

export const clientColumn = z.enum(['name', 'domain', 'siteCode', 'operatingSystem', 'servicePack', 'architecture', 'language', 'agentVersion', 'origin', 'lastScanAt', 'scanState', 'lastMessageAt']);

export const clientDetails = clientRow.extend({
  guid: z.string(),
  registeredAt: moment,
  productType: z.enum(['workstation', 'domainController', 'server']),
  managementPoint: z.string(),
  /** What only the simulated agent itself knows; null for a real one. */
  agent: z
    .object({
      lastPolicyAt: moment.nullable(),
      nextPolicyAt: moment.nullable(),
      /** Content version of its cached catalog; 0: none. */
      cachedVersion: z.int().nonnegative(),
      nextScanAt: moment.nullable(),
      nextSendAt: moment.nullable(),
      nextInventoryAt: moment.nullable(),
    })
    .nullable(),
  installed: z.int().nonnegative(),
  required: z.int().nonnegative(),
  notRequired: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
});

/** An update as it stands on one computer. */
export const clientUpdate = z.object({
  id: z.int(), articleId: z.string(), bulletinId: z.string(), title: z.string(), severity, icon: updateIcon, dateReleased: moment, state: clientState,
});

/** How far a computer is with a deployment; `state` as D§6.6 names it. */
export const clientDeployment = z.object({ id: z.int().positive(), name: z.string(), deadline: z.string().nullable(), state: z.string(), since: moment.nullable(), error: z.int() });

/** Hardware inventory of a computer, class by class (SCAN-14). */
export const inventoryClass = z.object({
  /** "Operating System" */
  title: z.string(),
  /** "Win32_OperatingSystem" */
  name: z.string(),
  instances: z.array(z.array(z.object({ property: z.string(), value: z.string() }))),
});

/** Control-panel actions of a client (SCAN-10). */
export const clientAction = z.enum(['scanCycle', 'evaluationCycle', 'retrievePolicy', 'hardwareInventory', 'restart']);

const page = { offset: z.int().nonnegative(), limit: z.int().min(1).max(500) };

/** Clients of the site: who they are, what they told, and what each has installed. */
export const clients = {
  list: query({ find: z.string().max(200), sort: z.object({ column: clientColumn, descending: z.boolean() }), collection: z.int().positive().nullable().optional(), ...page }, z.object({ total: z.int().nonnegative(), rows: z.array(clientRow) })),
  details: query({ id: z.int().positive() }, clientDetails),
  updates: query({ id: z.int().positive(), state: clientState, find: z.string().max(200), ...page }, z.object({ total: z.int().nonnegative(), rows: z.array(clientUpdate) })),
  /** A client log, made from what the client has told; `names` are those there are. */
  log: query({ id: z.int().positive(), name: z.string().max(40), ...page }, z.object({ names: z.array(z.string()), total: z.int().nonnegative(), lines: z.array(logLine) })),
  /** The deployments of a computer, by name. */
  deployments: query({ id: z.int().positive() }, z.array(clientDeployment)),
  inventory: query({ id: z.int().positive() }, z.object({ collectedAt: moment.nullable(), classes: z.array(inventoryClass) })),
  act: command({ id: z.int().positive(), action: clientAction }, clientDetails),
};

export type ScanStateName = z.infer<typeof scanState>;
export type ClientStateName = z.infer<typeof clientState>;
export type ClientRow = z.infer<typeof clientRow>;
export type ClientColumn = z.infer<typeof clientColumn>;
export type ClientDetails = z.infer<typeof clientDetails>;
export type ClientUpdate = z.infer<typeof clientUpdate>;
export type ClientDeployment = z.infer<typeof clientDeployment>;
export type ClientAction = z.infer<typeof clientAction>;
export type InventoryClass = z.infer<typeof inventoryClass>;
