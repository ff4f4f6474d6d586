import type { Applicability } from '../../wsus/index.ts';
import { isWindows, type Draft } from '../model.ts';
import { any } from './elements.ts';
import { programRules } from './programs.ts';
import { windowsRules } from './windows.ts';

/** The rules of an update; one that is for several products (a tool, say) is installable on each of them. */
export function applicabilityOf(draft: Draft): Applicability {
  const products = new Map(draft.targets.map((target) => [`${target.product} ${target.version}`, target]));
  const parts = [...products.values()].map((target) => {
    const own = { ...draft, targets: draft.targets.filter((one) => one.product === target.product && one.version === target.version) };
    return isWindows(target) ? windowsRules(own, target) : programRules(own, target);
  });
  return { isInstalled: any(unique(parts.map((part) => part.isInstalled))), isInstallable: any(unique(parts.map((part) => part.isInstallable))), metadata: [] };
}

function unique<Rule>(rules: readonly Rule[]): Rule[] {
  return [...new Map(rules.map((one) => [JSON.stringify(one), one])).values()];
}
