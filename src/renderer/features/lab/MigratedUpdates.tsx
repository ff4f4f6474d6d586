import { Button } from '@fluentui/react-components';
import { command, useAsked } from '../../data/index.ts';
import { go } from '../../state/index.ts';
import { counted } from '../../ui/index.ts';

/** The seed that makes this site look like one upgraded from SMS 2003 (SYNC-16). */
export function MigratedUpdates({ busy, run }: { busy: boolean; run(act: () => Promise<unknown>): Promise<void> }) {
  const now = useAsked(['updateRepository', 'migrated'], (e, call) => e.lab.migratedUpdates({ call })).data?.value;
  const add = () => run(() => command((e, call) => e.lab.addMigratedUpdates({ call })));
  const remove = () => run(() => command((e, call) => e.lab.removeMigratedUpdates({ call })));
  return (
    <section aria-label="Updates migrated from SMS 2003">
      <h2>Updates migrated from SMS 2003</h2>
      <p className="secondary">A site upgraded from SMS 2003 has its updates as Expired, with (LEGACY) in the title. A synchronization revives those its catalog knows.</p>
      <div className="lab-row">
        <Button disabled={busy} onClick={() => void add()}>Add updates migrated from SMS 2003</Button>
        <Button disabled={busy || !now?.legacy} onClick={() => void remove()}>Take Back</Button>
        {now && (
          <span role="status">
            {now.legacy + now.revived === 0 ? 'None here.' : `${counted(now.legacy, 'update')} still legacy, ${now.revived} revived.`}
          </span>
        )}
        {now !== undefined && now.legacy > 0 && <button type="button" className="link" onClick={() => go('updates')}>Show All Updates</button>}
      </div>
    </section>
  );
}
