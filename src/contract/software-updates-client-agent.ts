import { z } from 'zod';
import { command, query } from './call.ts';
import { customSchedule, simpleSchedule } from './software-update-point.ts';

/** When each client does something: at an interval from when it became one, or by a calendar (D§6.1). */
export const agentSchedule = z.strictObject({ kind: z.enum(['simple', 'custom']), simple: simpleSchedule, custom: customSchedule });

/** The three tabs of Software Updates Client Agent Properties (D§6.1). */
export const softwareUpdatesClientAgentSettings = z.strictObject({
  /** Off: clients neither scan nor install, and have no deployments. */
  enabled: z.boolean(),
  scanSchedule: agentSchedule,
  /** At one deadline other mandatory deployments are installed, too, whose deadlines are within a span. */
  enforceAll: z.boolean(),
  within: z
    .strictObject({ every: z.int('Enter a whole number.').min(1, 'Enter at least 1.'), unit: z.enum(['hours', 'days']) })
    .refine((s) => s.every <= { hours: 23, days: 365 }[s.unit], { path: ['every'], error: 'The span is 1 to 23 hours or 1 to 365 days.' }),
  /** End users see nothing of deployments; then only mandatory ones can be made. */
  hideAll: z.boolean(),
  reevaluationSchedule: agentSchedule,
});

/** Client Agents, Software Updates Client Agent (DEPLOY-13): set at the topmost site and handed down. */
export const softwareUpdatesClientAgent = {
  /** `activePoint`: the site has a software update point, without which the scan schedule cannot be changed. */
  settings: query({}, z.object({ settings: softwareUpdatesClientAgentSettings, activePoint: z.boolean(), modifiedAt: z.int().nullable(), modifiedBy: z.string().nullable() })),
  change: command({ settings: softwareUpdatesClientAgentSettings }, z.object({ changedRevision: z.int() })),
};

export type SoftwareUpdatesClientAgentSettings = z.infer<typeof softwareUpdatesClientAgentSettings>;
export type AgentSchedule = z.infer<typeof agentSchedule>;
