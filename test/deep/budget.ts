/** Minutes of the whole deep run on two cores; more finds more. */
const minutes = Number(process.env['PATCHBAY_DEEP_MINUTES'] ?? 10);
if (!(minutes > 0)) throw new Error('PATCHBAY_DEEP_MINUTES must be a number of minutes.');

/** Two workers share the time among twenty-seven randomized suites, the kills, which count for seven, those of two programs for six and those of a download for two. */
const shares = 42;
const share = (minutes * 60_000 * 2) / shares;

/** Milliseconds of one randomized suite that is run as part of this file; sets what the suites read when they are loaded. */
export function giveEachSuiteItsShare(of = 1): void {
  process.env['PATCHBAY_FUZZ_MS'] = String(Math.round(share * of));
}

/** Milliseconds for the kills. */
export const killing = share * 7;

/** Where this run begins to choose: given, to repeat a run, or new each time. */
export const seed = process.env['PATCHBAY_DEEP_SEED'] ?? String(Date.now());
