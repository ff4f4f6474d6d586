import { z } from 'zod';
import { query, siteCode } from './call.ts';

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
  /** The sites of this program, any of which the console can connect to; the topmost first. */
  sites: query({}, z.array(z.object({ code: siteCode, name: z.string(), kind: z.enum(['central', 'primary', 'secondary']) }))),
};
