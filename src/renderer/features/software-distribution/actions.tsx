import { Add16Regular, Delete16Regular, DocumentSettings16Regular, FolderOpen16Regular, Rocket16Regular } from '@fluentui/react-icons';
import type { Advertisement, DistributionPackage, Program } from '../../../contract/index.ts';
import { go, openDialog, type Action, type DistributionRequest } from '../../state/index.ts';

const open = (request: DistributionRequest) => () => openDialog({ kind: 'distribution', request });
const settings = <DocumentSettings16Regular />;

export const newPackage: Action = { label: 'New Package…', icon: <Add16Regular />, run: open({ verb: 'new', of: 'package' }), needs: ['softwareDistribution.createPackage'] };
export const newAdvertisement = (program: number | null): Action => ({ label: program === null ? 'New Advertisement…' : 'Advertise…', icon: <Rocket16Regular />, run: open({ verb: 'new', of: 'advertisement', program }), needs: ['softwareDistribution.createAdvertisement'] });
export const newProgram = (of: number): Action => ({ label: 'New Program…', icon: <Add16Regular />, run: open({ verb: 'new', of: 'program', package: of }), needs: ['softwareDistribution.createProgram', of] });

export const openPackage = (one: DistributionPackage): Action => ({ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(`packages/${one.id}/programs`) });
export const packageProperties = (one: DistributionPackage): Action => ({ label: 'Properties', icon: settings, run: open({ verb: 'properties', of: 'package', id: one.id }) });
export const packageVerbs = (one: DistributionPackage): Action[] => [
  newProgram(one.id),
  { label: 'Delete…', icon: <Delete16Regular />, shortcut: 'Delete', run: open({ verb: 'delete', of: 'package', id: one.id }), needs: ['softwareDistribution.deletePackage', one.id] },
];
/** Verbs of the node of a package, where its sub-nodes are listed. */
export const packageNodeVerbs = (one: DistributionPackage | undefined): Action[] => (one ? [...packageVerbs(one), { ...packageProperties(one), divided: true }] : []);

export const programProperties = (one: Program): Action => ({ label: 'Properties', icon: settings, run: open({ verb: 'properties', of: 'program', id: one.id }) });
export const programVerbs = (one: Program): Action[] => [
  newAdvertisement(one.id),
  { label: 'Delete…', icon: <Delete16Regular />, shortcut: 'Delete', run: open({ verb: 'delete', of: 'program', id: one.id }), needs: ['softwareDistribution.deleteProgram'] },
];

export const advertisementProperties = (one: Advertisement): Action => ({ label: 'Properties', icon: settings, run: open({ verb: 'properties', of: 'advertisement', id: one.id }) });
export const advertisementVerbs = (one: Advertisement): Action[] => [
  { label: 'Delete…', icon: <Delete16Regular />, shortcut: 'Delete', run: open({ verb: 'delete', of: 'advertisement', id: one.id }), needs: ['softwareDistribution.deleteAdvertisement', one.id] },
];
