import type { ClientRow, Collection, CollectionAttribute, CollectionOperator, WindowRecurrence } from '../../../contract/index.ts';
import { dateTime } from '../../ui/index.ts';

export const attributeNames: Record<CollectionAttribute, string> = {
  name: 'Name', operatingSystem: 'Operating System', servicePack: 'Service Pack', productType: 'Product Type', architecture: 'Architecture', language: 'Language', siteCode: 'Site Code',
  agentVersion: 'Agent Version', client: 'Client',
};

export const operatorNames: Record<CollectionOperator, string> = {
  is: 'is equal to', isNot: 'is not equal to', startsWith: 'starts with', contains: 'contains', doesNotContain: 'does not contain', less: 'is less than', greater: 'is greater than',
};

/** Values to choose from, where there are few. */
export const valueChoices: Partial<Record<CollectionAttribute, readonly (readonly [value: string, name: string])[]>> = {
  productType: [['workstation', 'Workstation'], ['server', 'Server'], ['domainController', 'Domain controller']],
  architecture: [['x86', 'x86'], ['x64', 'x64'], ['ia64', 'Itanium']],
  client: [['yes', 'Yes'], ['no', 'No']],
};

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export const weekdayNames: Record<(typeof weekdays)[number], string> = { sunday: 'Sunday', monday: 'Monday', tuesday: 'Tuesday', wednesday: 'Wednesday', thursday: 'Thursday', friday: 'Friday', saturday: 'Saturday' };

export const recurrenceNames: Record<WindowRecurrence['kind'], string> = { none: 'None: once', daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly' };

export const originNames: Record<ClientRow['origin'], string> = { lab: 'Lab', imported: 'Imported', agent: 'Agent' };

export const updatedText = ({ updatedAt, updating }: Collection) => (updating ? 'Being updated' : updatedAt === null ? 'Not yet' : dateTime(updatedAt));
