import type { UpdateDetails } from '../../../../contract/index.ts';
import { RelatedTable } from '../tables.tsx';

/** What an update supersedes, and what supersedes it. */
export function SupersedenceTab({ update }: { update: UpdateDetails }) {
  return (
    <div style={{ display: 'grid', gap: 20 }}>
      <RelatedTable title="This update supersedes" none="It supersedes no other update." updates={update.supersedes} />
      <RelatedTable title="This update is superseded by" none="No update supersedes it." updates={update.supersededBy} />
    </div>
  );
}
