import type { CollectionCriterion, QueryRule } from '../../contract/index.ts';

/** What rules can compare of a client, as the site keeps it. */
export interface ComparedClient {
  client_id: number;
  name: string;
  site_code: string;
  operating_system: string;
  service_pack: number;
  product_type: number;
  architecture: string;
  language: string;
  agent_version: string;
}

type Holds = (client: ComparedClient) => boolean;

const productTypes = ['workstation', 'domainController', 'server'];

const texts: Readonly<Partial<Record<CollectionCriterion['attribute'], (client: ComparedClient) => string>>> = {
  name: (client) => client.name,
  operatingSystem: (client) => client.operating_system,
  productType: (client) => productTypes[client.product_type - 1] ?? 'server',
  architecture: (client) => client.architecture,
  language: (client) => client.language,
  siteCode: (client) => client.site_code,
  // Whoever stands in the table of clients is one.
  client: () => 'yes',
};

const comparisons: Readonly<Record<CollectionCriterion['operator'], (have: string, want: string) => boolean>> = {
  is: (have, want) => have === want,
  isNot: (have, want) => have !== want,
  startsWith: (have, want) => have.startsWith(want),
  contains: (have, want) => have.includes(want),
  doesNotContain: (have, want) => !have.includes(want),
  less: (have, want) => have < want,
  greater: (have, want) => have > want,
};

/** Below, at or above 0 as the first version is older, the same or newer; parts that are missing are 0. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let at = 0; at < Math.max(left!.length, right!.length); at += 1) {
    const difference = (left![at] ?? 0) - (right![at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function byNumber(operator: CollectionCriterion['operator'], difference: (client: ComparedClient) => number): Holds {
  switch (operator) {
    case 'isNot': return (client) => difference(client) !== 0;
    case 'less': return (client) => difference(client) < 0;
    case 'greater': return (client) => difference(client) > 0;
    default: return (client) => difference(client) === 0;
  }
}

function comparisonOf({ attribute, operator, value }: CollectionCriterion): Holds {
  if (attribute === 'servicePack') return byNumber(operator, (client) => client.service_pack - Number(value));
  if (attribute === 'agentVersion') return byNumber(operator, (client) => compareVersions(client.agent_version, value));
  const [text, compare, want] = [texts[attribute]!, comparisons[operator], value.toLowerCase()];
  return (client) => compare(text(client).toLowerCase(), want);
}

/** Whether a client is found by one rule at least; case does not matter. "a and b or c and d" is (a and b) or (c and d). */
export function foundBy(rules: readonly QueryRule[]): Holds {
  const alternatives = rules.flatMap(({ criteria }) => {
    const groups: Holds[][] = [];
    for (const [at, one] of criteria.entries()) {
      if (at === 0 || one.join === 'or') groups.push([]);
      groups.at(-1)!.push(comparisonOf(one));
    }
    return groups;
  });
  return (client) => alternatives.some((group) => group.every((holds) => holds(client)));
}
