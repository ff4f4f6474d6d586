import { z } from 'zod';
import { query } from './call.ts';

/** The program around the console: what it is and where it keeps things. */
export const host = {
  describe: query(
    {},
    z.object({
      kind: z.enum(['desktop', 'browser']),
      version: z.string(),
      runtime: z.string(),
      dataFolder: z.string(),
      /** The name the administrator acts under. */
      actor: z.string(),
      site: z.string(),
    }),
  ),
};
