import type { FleetFacts, MachineProfile } from '../fleet/index.ts';
import type { HotfixList, SystemInfo } from '../reading/index.ts';
import type { ComputerRow } from './rows.ts';

interface Told {
  readonly name: string;
  readonly system?: SystemInfo;
  readonly hotfixes?: HotfixList;
  readonly row?: ComputerRow;
}

/**
 * The profile of a computer by what was told of it; `listed`: its updates are known. With a systeminfo it is the computer's own,
 * else that of the closest kind of the facts.
 */
export function profileFor({ name, system, hotfixes, row }: Told, facts: FleetFacts, now: number): { profile: MachineProfile; listed: boolean } | { message: string } {
  const articles = [...(system?.installedUpdates.articleIds ?? []), ...(hotfixes?.installedUpdates.articleIds ?? [])];
  const listed = system !== undefined || hotfixes !== undefined;
  const own = { id: `estate ${name.toUpperCase()}`, installedUpdates: new Set(articles), generated: !listed };
  if (system) {
    const { operatingSystem, caption, version, servicePack, productType, architecture, language } = system;
    const release = `${operatingSystem} ${version}${servicePack > 0 ? ` SP${servicePack}` : ''} ${architecture}`;
    const from = availableFrom(system, facts);
    if (from > now) return { message: `${operatingSystem} ${version} came out later than the site’s clock.` };
    return { listed, profile: { ...own, release, operatingSystem, caption, version, servicePack, productType, architecture, language, availableFrom: from } };
  }
  if (!row?.operating_system) return { message: `Nothing says which Windows ${name} runs: add its systeminfo output, or a list with its operating_system.` };
  const like = closest(row, row.operating_system, facts);
  if (!like) return { message: `operating_system: “${row.operating_system}” is not known with this service pack and architecture. Known are ${[...new Set(facts.profiles.map((one) => one.operatingSystem))].join(', ')}.` };
  if (like.availableFrom > now) return { message: `operating_system: ${like.release} came out later than the site’s clock.` };
  const kind = { ...like, language: row.language ?? like.language };
  return { listed, profile: listed ? { ...kind, ...own } : kind };
}

/** The day of the release, or at least of the first one of the product; 0: not known. */
function availableFrom({ operatingSystem, version, servicePack }: SystemInfo, { profiles }: FleetFacts): number {
  const exact = profiles.find((one) => one.version === version && one.servicePack === servicePack);
  const days = profiles.filter((one) => one.operatingSystem === operatingSystem).map((one) => one.availableFrom);
  return exact?.availableFrom ?? (days.length > 0 ? Math.min(...days) : 0);
}

/** By the id of a profile, the name of a release, or the name of a product with the newest service pack and without updates of a sample where there is one. */
function closest({ service_pack: servicePack, architecture, language }: ComputerRow, named: string, { profiles }: FleetFacts): MachineProfile | undefined {
  const wanted = named.toLowerCase().replace(/^microsoft /, '');
  const exact = profiles.find((one) => one.id === wanted);
  if (exact) return exact;
  const fits = profiles.filter((one) => (one.release.toLowerCase() === wanted || one.operatingSystem.toLowerCase() === wanted)
    && (servicePack === null || one.servicePack === servicePack) && (architecture === null || one.architecture === architecture));
  const [best] = fits.toSorted((a, b) => b.availableFrom - a.availableFrom || Number(b.language === language) - Number(a.language === language) || a.productType - b.productType);
  return best;
}
