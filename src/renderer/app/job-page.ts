import type { Job } from '../../contract/index.ts';

const pages: Partial<Record<Job['kind'], string>> = { synchronization: 'synchronization', comparison: 'import', import: 'import', fleet: 'lab', download: 'deployment-packages', distribution: 'deployment-packages' };

/** The node whose page shows jobs of this kind; undefined when none does. */
export const jobPage = (kind: Job['kind']): string | undefined => pages[kind];
