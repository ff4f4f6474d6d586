import type { DeploymentSummary } from '../../../../contract/index.ts';

type Sum = DeploymentSummary['states'][number]['sum'];

/** From the bottom of the picture to its top. */
export const sumOrder: readonly Sum[] = ['compliant', 'inProgress', 'failed', 'unknown'];
export const sumNames: Record<Sum, string> = { compliant: 'Compliant', inProgress: 'In progress', failed: 'Failed', unknown: 'Unknown' };

/** Computers of a moment by what their states are added up to. */
export function sumsOf({ states }: DeploymentSummary): Record<Sum, number> {
  const sums = { compliant: 0, inProgress: 0, failed: 0, unknown: 0 };
  for (const { sum, computers } of states) sums[sum] += computers;
  return sums;
}

/** Whole percent, rounded down. */
export function shareAt(point: DeploymentSummary, sum: Sum): number {
  const total = point.states.reduce((all, one) => all + one.computers, 0);
  return total === 0 ? 0 : Math.floor((sumsOf(point)[sum] / total) * 100);
}

/**
 * Stacked areas as SVG paths in a picture of `width` × `height`, time to the right, shares of all computers upwards. What was counted holds until
 * it is counted anew, so that areas have steps and no slopes. Points are in order of time; the last one is the right edge.
 */
export function areas(points: readonly DeploymentSummary[], width: number, height: number): { sum: Sum; path: string }[] {
  const [first, last] = [points[0]!.at, points.at(-1)!.at];
  const x = (at: number) => round(last === first ? 0 : ((at - first) / (last - first)) * width);
  const below = points.map(() => 0);
  return sumOrder.map((sum) => {
    const lower = [...below];
    points.forEach((point, n) => {
      const sums = sumsOf(point);
      const total = sumOrder.reduce((all, one) => all + sums[one], 0);
      below[n]! += total === 0 ? 0 : sums[sum] / total;
    });
    const y = (share: number) => round(height - share * height);
    const steps = (shares: readonly number[]) => points.slice(0, -1).flatMap(({ at }, n) => [`${x(at)},${y(shares[n]!)}`, `${x(points[n + 1]!.at)},${y(shares[n]!)}`]);
    return { sum, path: `M${[...steps(below), ...steps(lower).toReversed()].join('L')}Z` };
  });
}

const round = (n: number) => Math.round(n * 10) / 10;
