import type { AdvertisementDraft, PackageDraft, ProgramDraft } from '../../contract/index.ts';
import { differences, type ConsoleObject } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import { advertisementsOf, all, find, programsOf, wholeOf, type Kind, type Whole } from './store.ts';

const nouns: Readonly<Record<Kind, string>> = { package: 'Package', program: 'Program', advertisement: 'Advertisement' };

const moment = (at: number) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
const nameOf = (db: Readable, table: 'collections' | 'programs', id: number) => db.prepare<string>(`SELECT name FROM ${table} WHERE ${table === 'programs' ? 'id' : 'collection_id'} = ?`).pluck().get(id) ?? '';
const reruns = { never: 'Never rerun advertised program', always: 'Always rerun program', ifFailed: 'Rerun if failed previous attempt' } as const;

const words = {
  package: (_db: Readable, d: PackageDraft) => ({ Name: d.name, Version: d.version, Manufacturer: d.manufacturer, Language: d.language, Comment: d.comment, 'Source directory': d.source ?? 'No source files' }),
  program: (_db: Readable, d: ProgramDraft) => ({ Name: d.name, Comment: d.comment, 'Command line': d.commandLine, Run: d.run === 'hidden' ? 'Hidden' : 'Normal', 'Maximum allowed run time': `${d.maximumRunTime} minutes`, 'After running': d.afterRunning === 'restart' ? 'Restart' : 'No action required' }),
  advertisement: (db: Readable, d: AdvertisementDraft) => ({
    Name: d.name, Comment: d.comment, Program: nameOf(db, 'programs', d.program), Collection: nameOf(db, 'collections', d.collection), 'Include members of subcollections': d.includeSubcollections ? 'Yes' : 'No',
    'Advertisement start time': moment(d.startAt), 'Mandatory assignment': d.mandatory === null ? 'As soon as possible' : moment(d.mandatory), 'Program rerun behavior': reruns[d.rerun],
  }),
};

const inWords = <K extends Kind>(db: Readable, kind: K, value: Whole<K> | undefined): Record<string, string> | undefined => value && (words[kind] as (db: Readable, draft: unknown) => Record<string, string>)(db, value.draft);

/** What of this kind refers to an object: programs to their package, advertisements to their program and their collection. */
const referring = (db: Readable, kind: Kind, of: { kind: string; id: string }): { id: string; name: string }[] => {
  const id = Number(of.id);
  const found = kind === 'program' && of.kind === 'package' ? programsOf(db, id)
    : kind === 'advertisement' && of.kind === 'program' ? advertisementsOf(db, id)
    : kind === 'advertisement' && of.kind === 'collection' ? all(db, 'advertisement').filter(({ draft }) => draft.collection === id) : [];
  return found.map((one) => ({ id: String(one.id), name: one.draft.name }));
};

/** One of the three as an object of the console (INSIGHT-05). */
export const distributionObject = <K extends Kind>(kind: K, restore: ConsoleObject<Whole<K>>['restore']): ConsoleObject<Whole<K>> => ({
  kind,
  noun: nouns[kind],
  areas: ['softwareDistribution'],
  name: ({ draft }) => draft.name,
  read: (db, id) => {
    const row = find(db, kind, Number(id));
    return row && wholeOf(row);
  },
  restore,
  compare: (db, from, to) => differences(inWords(db, kind, from), inWords(db, kind, to)),
  referring: (db, of) => referring(db, kind, of),
});
