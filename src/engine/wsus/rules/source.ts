import type { StoredRevision } from '../catalog-store/index.ts';
import type { Update, UpdateIdentity } from '../metadata/index.ts';
import { no } from './expressions.ts';
import { expressionOf, type RuleExpressions } from './leaves.ts';

/** Classification "Service Packs". */
const servicePacks = '68c5b0a3-d1a6-4553-ae49-01d3a7827828';

/** What the rules of a catalog keep of one document. */
export interface Source {
  readonly identity: UpdateIdentity;
  readonly kind: 'category' | 'detectoid' | 'software' | 'driver';
  readonly isDeployable: boolean;
  readonly isExpired: boolean;
  readonly isServicePack: boolean;
  readonly articleId: string;
  /** Site time, ms. */
  readonly releasedAt: number;
  /** All must hold, of each at least one. */
  readonly prerequisites: readonly (readonly string[])[];
  readonly members: readonly string[];
  readonly superseded: readonly string[];
  /** Expressions; undefined without such a rule. */
  readonly isInstalled: number | undefined;
  readonly isInstallable: number | undefined;
  readonly isSuperseded: number;
}

const kinds = { Category: 'category', Detectoid: 'detectoid', Software: 'software', Driver: 'driver' } as const;

export function sourceOf(update: Update, { arrivedAt, publicationState }: Pick<StoredRevision, 'arrivedAt' | 'publicationState'>, expressions: RuleExpressions): Source {
  const { properties, applicability } = update;
  const { isInstalled, isInstallable, isSuperseded, metadata = [] } = applicability ?? {};
  const released = Date.parse(properties.creationDate ?? '');
  const prerequisites = update.prerequisites.map((one) => (typeof one === 'string' ? [one] : one.anyOf));
  return {
    identity: update.identity,
    kind: kinds[properties.updateType],
    isDeployable: properties.updateType === 'Software' && properties.explicitlyDeployable === true,
    isExpired: publicationState === 'Expired',
    isServicePack: prerequisites.some((ids) => ids.includes(servicePacks)),
    articleId: properties.kbArticleIds[0] ?? '',
    releasedAt: Number.isNaN(released) ? arrivedAt : released,
    prerequisites,
    members: update.bundledUpdates.flatMap((one) => ('anyOf' in one ? one.anyOf : [one])).map((one) => one.updateId),
    superseded: update.supersededUpdates,
    isInstalled: isInstalled && expressionOf(expressions, isInstalled, metadata),
    isInstallable: isInstallable && expressionOf(expressions, isInstallable, metadata),
    isSuperseded: isSuperseded ? expressionOf(expressions, isSuperseded, metadata) : no,
  };
}
