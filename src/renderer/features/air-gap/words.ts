import type { DifferenceKind } from '../../../contract/index.ts';

export const kindNames: Readonly<Record<DifferenceKind, string>> = { new: 'New', revised: 'Revised', expired: 'Expired', gone: 'Gone' };
export const kinds = ['new', 'revised', 'expired', 'gone'] as const;
