import { z } from 'zod';

/** A collection as every site names it: "SMS00001" of those the product brings, else the code of its site and a number. */
export const collectionCode = z.string().regex(/^[A-Z0-9]{3}[0-9A-F]{5}$/, 'A collection is named by a site code and five digits: SMS00001.');

export const durationUnit = z.enum(['hours', 'days', 'weeks', 'months']);

/** Time between the moment at which updates are offered and the deadline that is suggested for it. */
export const deploymentDuration = z.strictObject({ every: z.int('Enter a whole number.').min(1, 'A duration is 1 to 99.').max(99, 'A duration is 1 to 99.'), unit: durationUnit });

/** What a client does where its distribution points cannot serve it well. */
const whereSlow = z.enum(['doNotInstall', 'downloadAndInstall']);

/**
 * What a deployment template keeps and a deployment has (D§5.2, D§5.3): one shape for both. Without a collection only a template,
 * which then leaves it open, for rollouts in steps.
 */
export const deploymentSettings = z.strictObject({
  collection: collectionCode.nullable(),
  includeSubcollections: z.boolean(),
  /** Users see notifications; else installation goes on unseen. */
  displayNotifications: z.boolean(),
  /** Times are UTC; else those of each client’s clock. */
  utc: z.boolean(),
  duration: deploymentDuration,
  /** Where a restart is suppressed. */
  suppressRestart: z.strictObject({ servers: z.boolean(), workstations: z.boolean() }),
  restartOutsideWindows: z.boolean(),
  /** Operations Manager: quiet while updates install; told when one fails. */
  disableAlerts: z.boolean(),
  alertOnFailure: z.boolean(),
  /** Within a slow or unreliable boundary. */
  slowBoundary: whereSlow,
  /** When the protected distribution point has not the content. */
  unprotectedPoint: whereSlow,
  /** Clients of SMS 2003 (D§8.1). */
  sms2003: z.strictObject({
    deploy: z.boolean(),
    collectInventory: z.boolean(),
    localPoint: z.enum(['installFromPoint', 'downloadAndInstall']),
    remotePoint: z.enum(['doNotInstall', 'installFromPoint', 'downloadAndInstall']),
  }),
});

/** As the wizards begin (D§5.3). */
export const defaultDeploymentSettings: DeploymentSettings = {
  collection: null,
  includeSubcollections: true,
  displayNotifications: true,
  utc: true,
  duration: { every: 2, unit: 'weeks' },
  suppressRestart: { servers: false, workstations: false },
  restartOutsideWindows: false,
  disableAlerts: false,
  alertOnFailure: false,
  slowBoundary: 'doNotInstall',
  unprotectedPoint: 'downloadAndInstall',
  sms2003: { deploy: false, collectInventory: false, localPoint: 'downloadAndInstall', remotePoint: 'downloadAndInstall' },
};

export type DeploymentSettings = z.infer<typeof deploymentSettings>;
export type DeploymentDuration = z.infer<typeof deploymentDuration>;
