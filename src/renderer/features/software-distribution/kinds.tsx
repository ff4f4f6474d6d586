import type { ReactNode } from 'react';
import { advertisementDraft, packageDraft, programDraft, type AdvertisementDraft, type PackageDraft, type ProgramDraft } from '../../../contract/index.ts';
import { ask, command, type Reply } from '../../data/index.ts';
import { dateTime, type IconName } from '../../ui/index.ts';
import { AdvertisementGeneral, AdvertisementSchedule, PackageGeneral, PackageSource, ProgramGeneral, ProgramRequirements, type FieldsProps } from './fields.tsx';
import { afterNames, rerunNames, runNames } from './words.ts';

/** What one of the three kinds of objects is to its wizard and its sheet. */
export interface Kind<D> {
  noun: string;
  icon: IconName;
  /** The permission that a change takes. */
  change: string;
  schema: { safeParse(draft: unknown): { success: boolean; error?: { issues: readonly { path: PropertyKey[]; message: string }[] } } };
  /** Pages of the wizard, tabs of the sheet; `fields` are what each asks. */
  pages: readonly { name: string; title: string; fields: readonly (keyof D & string)[]; draw(props: FieldsProps<D>): ReactNode }[];
  summary(draft: D): [string, string][];
  load(id: number): Promise<{ revision: number; draft: D | null }>;
  create(draft: D): Promise<Reply<{ id: number }>>;
  save(id: number, draft: D, seen: number): Promise<Reply<{ id: number }>>;
  /** Where a new one is shown. */
  node(draft: D): string;
}

const pick = <D extends object>(schema: { shape: object }, row: D | undefined): D | null => row === undefined ? null : (Object.fromEntries(Object.keys(schema.shape).map((key) => [key, row[key as keyof D]])) as D);
const moment = (at: number) => (Number.isNaN(at) ? '' : `${dateTime(at)} UTC`);
const packages = () => ask((e, call) => e.softwareDistribution.packages({ call }));
const inPackage = programDraft.omit({ package: true });

export const packageKind: Kind<PackageDraft> = {
  noun: 'Package', icon: 'deployment-package', change: 'softwareDistribution.changePackage', schema: packageDraft,
  pages: [
    { name: 'General', title: 'Name the package', fields: ['name', 'version', 'manufacturer', 'language', 'comment'], draw: (props) => <PackageGeneral {...props} /> },
    { name: 'Data Source', title: 'Where its files are', fields: ['source'], draw: (props) => <PackageSource {...props} /> },
  ],
  summary: (d) => [['Name', d.name], ['Version', d.version], ['Manufacturer', d.manufacturer], ['Language', d.language], ['Comment', d.comment], ['Source directory', d.source ?? 'No source files']],
  load: (id) => packages().then(({ revision, value }) => ({ revision, draft: pick<PackageDraft>(packageDraft, value.find((one) => one.id === id)) })),
  create: (draft) => command((e, call) => e.softwareDistribution.createPackage({ call, draft })),
  save: (id, draft, seen) => command((e, call) => e.softwareDistribution.changePackage({ call, id, draft }), seen),
  node: () => 'packages',
};

export const programKind: Kind<ProgramDraft> = {
  noun: 'Program', icon: 'component', change: 'softwareDistribution.changeProgram', schema: programDraft,
  pages: [
    { name: 'General', title: 'The command line that is run', fields: ['name', 'comment', 'commandLine', 'run', 'afterRunning'], draw: (props) => <ProgramGeneral {...props} /> },
    { name: 'Requirements', title: 'How long it may run', fields: ['maximumRunTime'], draw: (props) => <ProgramRequirements {...props} /> },
  ],
  summary: (d) => [['Name', d.name], ['Comment', d.comment], ['Command line', d.commandLine], ['Run', runNames[d.run]], ['After running', afterNames[d.afterRunning]], ['Maximum allowed run time', `${d.maximumRunTime} minutes`]],
  load: (id) => packages().then(({ revision, value }) => ({ revision, draft: pick<ProgramDraft>(programDraft, value.flatMap((one) => one.programs).find((one) => one.id === id)) })),
  create: (draft) => command((e, call) => e.softwareDistribution.createProgram({ call, package: draft.package, draft: pick(inPackage, draft)! })),
  save: (id, draft, seen) => command((e, call) => e.softwareDistribution.changeProgram({ call, id, draft: pick(inPackage, draft)! }), seen),
  node: (draft) => `packages/${draft.package}/programs`,
};

export const advertisementKind: Kind<AdvertisementDraft> = {
  noun: 'Advertisement', icon: 'deployment', change: 'softwareDistribution.changeAdvertisement', schema: advertisementDraft,
  pages: [
    { name: 'General', title: 'What is advertised to whom', fields: ['name', 'comment', 'program', 'collection', 'includeSubcollections'], draw: (props) => <AdvertisementGeneral {...props} /> },
    { name: 'Schedule', title: 'When it runs', fields: ['startAt', 'mandatory', 'rerun'], draw: (props) => <AdvertisementSchedule {...props} /> },
  ],
  summary: (d) => [['Name', d.name], ['Comment', d.comment], ['Include members of subcollections', d.includeSubcollections ? 'Yes' : 'No'], ['Advertisement start time', moment(d.startAt)], ['Mandatory assignment', d.mandatory === null ? 'As soon as possible' : moment(d.mandatory)], ['Program rerun behavior', rerunNames[d.rerun]]],
  load: (id) => ask((e, call) => e.softwareDistribution.advertisements({ call })).then(({ revision, value }) => ({ revision, draft: pick<AdvertisementDraft>(advertisementDraft, value.find((one) => one.id === id)) })),
  create: (draft) => command((e, call) => e.softwareDistribution.createAdvertisement({ call, draft })),
  save: (id, draft, seen) => command((e, call) => e.softwareDistribution.changeAdvertisement({ call, id, draft }), seen),
  node: () => 'advertisements',
};
