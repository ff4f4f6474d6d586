import { compileCatalog, openServedCatalog, registryOf, windowsFolders, withFacts, type MachineFacts } from '../../src/engine/wsus/index.ts';
import { bestOf, milliseconds, type Claim } from '../claim.ts';
import { scaledCatalog } from '../support/catalog.ts';

const size = 10_000;
const scans = 1000;

const windows7: MachineFacts = {
  windows: { major: 6, minor: 1, build: 7601, servicePackMajor: 1, servicePackMinor: 0, productType: 1, suiteMask: 0x100 }, architecture: 'x64', language: 'en', muiLanguages: [], files: new Map(),
  folders: windowsFolders('x64'), msiProducts: new Map(), cbsPackages: new Set(),
  registry: registryOf({ 'hklm\\software\\microsoft\\internet explorer': { Version: { type: 'REG_SZ', data: '9.0.8112.16421' } }, 'hklm\\software\\microsoft\\windows defender': {} }),
};

/** A scan of one computer of a platform by the rules specialised for it, against the plain rules on the same computer. */
export const claim: Claim = {
  id: 'scan-evaluate',
  async measure() {
    const store = openServedCatalog(await scaledCatalog(size));
    const rules = await compileCatalog(store, () => undefined);
    const on = rules.on(windows7);
    const installed = on.candidates.filter((_, nth) => nth % 2 === 0);
    const machine = withFacts(windows7, [...installed].flatMap((index) => rules.factsOf(index, windows7) ?? []));
    const { scan, plain, specialize } = await bestOf(10, async () => ({
      scan: await milliseconds(() => {
        for (let n = 0; n < scans; n += 1) on.evaluate(installed);
      }),
      plain: await milliseconds(() => rules.evaluate(machine)),
      specialize: await milliseconds(() => rules.on(windows7)),
    }));
    store.close();
    const ours = (scan * 1000) / scans;
    return {
      ours, unit: 'µs a scan', peer: 'the plain rules', peerValue: plain * 1000, goal: `≤ 40 with ${size} updates, specialised in ≤ 60 ms`, holds: ours <= 40 && specialize <= 60,
      more: { candidates: on.candidates.length, 'ms to specialise': specialize },
    };
  },
};
