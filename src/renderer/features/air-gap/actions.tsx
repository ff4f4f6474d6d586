import { ArrowDownload16Regular, ArrowUpload16Regular } from '@fluentui/react-icons';
import { useSite } from '../../data/index.ts';
import { go, openDialog, type Action } from '../../state/index.ts';

/** The verbs of Update Repository that carry its catalog to or from a site without Internet (SYNC-08). */
export function useAirGapVerbs(): Action[] {
  const site = useSite().data?.value;
  return [
    { label: 'Export Catalog…', icon: <ArrowUpload16Regular />, divided: true, run: () => openDialog({ kind: 'exportCatalog' }), reason: site?.lastSynchronizedAt === null ? 'there is no catalog before the first synchronization.' : null, needs: ['airGap.export'] },
    { label: 'Import Catalog…', icon: <ArrowDownload16Regular />, run: () => go('import'), reason: site && site.parent !== null ? `a child site has its catalog from its parent ${site.parent}.` : null, needs: ['airGap.import'] },
  ];
}
