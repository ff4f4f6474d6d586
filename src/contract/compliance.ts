import { z } from 'zod';
import { moment, query } from './call.ts';
import { clientRow, clientState, scanState } from './clients.ts';

/** Why nothing is known of a computer for an update (SCAN-06). */
export const unknownReason = z.enum([
  /** It has not scanned with a catalog that has the update. */
  'notScanned',
  /** Its last scan failed; `error` says with what. */
  'scanFailed',
  /** Its state messages are at the management point, not yet looked at. */
  'notProcessed',
  /** A state message did not come: `serial` is missing since `since`. */
  'messageMissing',
  /** A state message file of it came damaged at `since`. */
  'messageCorrupt',
  /** Its site has not sent the messages on. */
  'atChildSite',
  /** It scanned, and could not tell. */
  'undetermined',
]);

export const unknownComputer = z.object({ reason: unknownReason, error: z.int(), serial: z.int().nonnegative(), since: moment.nullable() });

const of = { update: z.int().positive(), collection: z.int().positive().nullable().optional() };

/** The live counts, and the computers behind them (SCAN-11). */
export const compliance = {
  /** The computers in a state for an update, by name. */
  computers: query(
    {
      ...of, state: clientState, reason: unknownReason.nullable().optional(),
      /** Of those that require it, only the computers for which no update that supersedes it does its work (INSIGHT-04). */
      onlyFix: z.boolean().optional(),
      find: z.string().max(200), offset: z.int().nonnegative(), limit: z.int().min(1).max(500),
    },
    z.object({ total: z.int().nonnegative(), asOf: moment.nullable(), rows: z.array(clientRow.extend({ unknown: unknownComputer.nullable() })) }),
  ),
  /** The counts of an update with the reasons of what is unknown. */
  update: query(of, z.object({
    total: z.int().nonnegative(), installed: z.int().nonnegative(), required: z.int().nonnegative(), notRequired: z.int().nonnegative(), unknown: z.int().nonnegative(),
    reasons: z.array(z.object({ reason: unknownReason, computers: z.int().positive() })), asOf: moment.nullable(),
  })),
  /** Last scan states of the computers. */
  scans: query({ collection: z.int().positive().nullable().optional() }, z.object({ total: z.int().nonnegative(), states: z.array(z.object({ state: scanState, computers: z.int().positive() })), asOf: moment.nullable() })),
};

export type UnknownReason = z.infer<typeof unknownReason>;
export type UnknownComputer = z.infer<typeof unknownComputer>;
