import type { ReactNode } from 'react';
import { useCollections } from '../../../data/index.ts';
import { openDialog, type Action, type Chosen } from '../../../state/index.ts';
import { EmptyState, type IconName } from '../../../ui/index.ts';
import { removeVerb } from './actions.tsx';
import { iconOf, useDeployment, Warnings } from './parts.tsx';
import '../deployments.css';

/** What the page of updates is told of a deployment. */
interface ListOfUpdates {
  gridId: string;
  title: string;
  icon: IconName;
  deployment: number;
  /** Whose computers are counted. */
  counted: { collection: number; name: string; note: string } | null;
  actions: Action[];
  selected(updates: Chosen): Action[];
  notice: ReactNode;
  empty: ReactNode;
}

/** Software Updates of a deployment, counted over its collection. `list` draws them. */
export default function DeploymentUpdatesPage({ id, list }: { id: number; list(props: ListOfUpdates): ReactNode }) {
  const d = useDeployment(id);
  const collections = useCollections().data?.value ?? [];
  if (!d) return null;
  const hasBelow = collections.some((one) => one.parent === d.collection?.id);
  const warned = !d.enabled || d.collection === null || d.expired > 0 || d.missing > 0;
  return list({
    gridId: `deployment-management/${id}/updates`,
    title: `Software Updates of ${d.name}`,
    icon: iconOf(d),
    deployment: id,
    counted: d.collection && { collection: d.collection.id, name: d.collection.name, note: d.settings.includeSubcollections && hasBelow ? ' (counted without its subcollections)' : '' },
    actions: [{ label: 'Deployment Properties', run: () => openDialog({ kind: 'deployment', request: { verb: 'properties', id } }) }],
    selected: (updates) => [removeVerb(d, updates)],
    notice: warned ? <div className="deployment-notice"><Warnings deployment={d} /></div> : null,
    empty: <EmptyState icon="deployment" title="No software update is in this deployment" text={d.locked ? `It is filled at site ${d.sourceSite}.` : 'Select software updates and choose Add to Deployment, or drag them onto the deployment in the tree.'} />,
  });
}
