import type { ClientRow, Collection } from '../../../contract/index.ts';
import { count, dateTime, ObjectIcon, type GridColumn } from '../../ui/index.ts';
import { originNames, updatedText } from './words.ts';

export interface CollectionRow extends Collection {
  level: number;
}

export const collectionColumns: GridColumn<CollectionRow>[] = [
  { id: 'name', header: 'Name', width: 310, elastic: true, cell: (c) => <span className="with-icon" style={{ paddingLeft: c.level * 18 }}><ObjectIcon name="collection" />{c.name}</span> },
  { id: 'members', header: 'Members', width: 84, align: 'end', order: (c) => c.members, cell: (c) => count(c.members) },
  { id: 'code', header: 'Collection ID', width: 100, cell: (c) => c.code },
  { id: 'updated', header: 'Membership Updated (UTC)', width: 188, order: (c) => c.updatedAt ?? 0, cell: updatedText },
  { id: 'windows', header: 'Maintenance Windows', width: 158, align: 'end', order: (c) => c.windows, cell: (c) => (c.windows === 0 ? null : count(c.windows)) },
  { id: 'comment', header: 'Comment', width: 110, cell: (c) => c.comment },
];

export const memberColumns: GridColumn<ClientRow>[] = [
  { id: 'name', header: 'Name', width: 170, cell: (c) => <span className="with-icon"><ObjectIcon name="computer" />{c.name}</span> },
  { id: 'operatingSystem', header: 'Operating System', width: 190, elastic: true, cell: (c) => c.operatingSystem },
  { id: 'servicePack', header: 'Service Pack', width: 96, align: 'end', cell: (c) => (c.servicePack === 0 ? null : count(c.servicePack)) },
  { id: 'architecture', header: 'Architecture', width: 92, cell: (c) => c.architecture },
  { id: 'language', header: 'Language', width: 80, cell: (c) => c.language },
  { id: 'siteCode', header: 'Site', width: 56, cell: (c) => c.siteCode },
  { id: 'agentVersion', header: 'Agent Version', width: 112, cell: (c) => c.agentVersion },
  { id: 'lastScanAt', header: 'Last Scan (UTC)', width: 150, cell: (c) => (c.lastScanAt === null ? null : dateTime(c.lastScanAt)) },
  { id: 'origin', header: 'Origin', width: 84, cell: (c) => originNames[c.origin] },
];
