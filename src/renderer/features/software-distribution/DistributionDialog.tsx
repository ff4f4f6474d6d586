import type { ReactNode } from 'react';
import type { ObjectRef } from '../../../contract/index.ts';
import { useCollections, usePackages, useSite } from '../../data/index.ts';
import type { DistributionRequest } from '../../state/index.ts';
import { DeleteObjectDialog } from './DeleteObjectDialog.tsx';
import { advertisementKind, packageKind, programKind } from './kinds.tsx';
import { NewObjectWizard } from './NewObjectWizard.tsx';
import { ObjectProperties } from './ObjectProperties.tsx';

/** Whatever dialog of software distribution was asked for. */
export default function DistributionDialog({ request, security, onClose }: { request: DistributionRequest; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const now = useSite().data?.value.clock.now;
  const packages = usePackages().data?.value;
  const collections = useCollections().data?.value;
  if (request.verb !== 'new') {
    if (request.verb === 'delete') return <DeleteObjectDialog of={request.of} id={request.id} onClose={onClose} />;
    // A program has the rights of its package.
    const owner = request.of === 'program' ? packages?.find((one) => one.programs.some(({ id }) => id === request.id))?.id : request.id;
    const shared = { of: { kind: request.of === 'program' ? 'package' : request.of, id: String(owner ?? request.id) }, id: request.id, security, onClose };
    if (request.of === 'package') return <ObjectProperties key={request.id} {...shared} kind={packageKind} />;
    return request.of === 'program' ? <ObjectProperties key={request.id} {...shared} kind={programKind} /> : <ObjectProperties key={request.id} {...shared} kind={advertisementKind} />;
  }
  if (request.of === 'package') return <NewObjectWizard kind={packageKind} initial={{ name: '', version: '', manufacturer: '', language: '', comment: '', source: null }} onClose={onClose} />;
  if (request.of === 'program') return <NewObjectWizard kind={programKind} initial={{ package: request.package, name: '', comment: '', commandLine: '', run: 'normal', maximumRunTime: 120, afterRunning: 'noAction' }} onClose={onClose} />;
  if (!packages || !collections || now === undefined) return null;
  const program = request.program ?? packages.flatMap((one) => one.programs)[0]?.id ?? 0;
  const minute = Math.floor(now / 60_000) * 60_000;
  return <NewObjectWizard kind={advertisementKind} initial={{ name: '', comment: '', program, collection: 0, includeSubcollections: true, startAt: minute, mandatory: null, rerun: 'never' }} onClose={onClose} />;
}
