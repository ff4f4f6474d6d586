import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { CachedContent, Desktop } from '../../../contract/index.ts';
import { useReason } from '../../data/index.ts';
import { Block, bytes, count, counted, Progress } from '../../ui/index.ts';
import type { DesktopOf } from './use-desktop.ts';
import { dayAndTime } from './words.ts';

const kept = (one: CachedContent) => one.persistent || one.inUse;
const stays = (one: CachedContent) => (one.persistent ? 'Persists' : one.inUse ? 'In use' : dayAndTime(one.tombstoneAt));

/** What would go, and what of it comes again, before it goes. */
function DeleteFiles({ contents, onDelete, onClose }: { contents: readonly CachedContent[]; onDelete(): void; onClose(): void }) {
  const going = contents.filter((one) => !kept(one));
  const size = going.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <Block intent="warning" title={`Delete the files of ${counted(going.length, 'content')}, ${bytes(size)}?`} actions={<><Button appearance="primary" disabled={going.length === 0} onClick={onDelete}>Delete</Button><Button onClick={onClose}>Cancel</Button></>}>
      <p>What is installed stays installed. What is still to be installed is downloaded again when it is needed.{contents.length > going.length ? ` ${counted(contents.length - going.length, 'content')} that persist or are in use stay.` : ''}</p>
    </Block>
  );
}

/** Temporary program download folder: the cache of the client (DEPLOY-07). */
export function CacheTab({ desktop, of }: { desktop: Desktop; of: DesktopOf }) {
  const { location, usedBytes, contents } = desktop.cache;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState<'all' | 'chosen' | null>(null);
  const [megabytes, setMegabytes] = useState(String(desktop.settings.cacheMegabytes));
  const reason = useReason('desktops.deleteFiles');
  const some = contents.filter((one) => chosen.has(one.update));
  const isInstalled = some.length === 1 && desktop.updates.some((one) => one.id === some[0]!.update && one.state === 'installed');
  const size = Number(megabytes);
  const valid = Number.isInteger(size) && size >= 1 && size <= 99_999;
  const capacity = desktop.settings.cacheMegabytes * 1024 * 1024;
  return (
    <div className="client-tab-page">
      <dl className="facts">
        <dt>Location</dt><dd className="mono">{location}</dd>
        <dt>In use</dt><dd>{bytes(usedBytes)} of {count(desktop.settings.cacheMegabytes)} MB<Progress share={Math.min(1, usedBytes / capacity)} label="Cache in use" width={220} /></dd>
      </dl>
      <form className="client-cache-size" onSubmit={(event) => { event.preventDefault(); if (valid && !reason) void of.configure({ ...desktop.settings, cacheMegabytes: size }); }}>
        <Field label="Amount of disk space to use (MB)" validationMessage={valid ? undefined : 'A whole number from 1 to 99999.'}><Input size="small" value={megabytes} onChange={(_, data) => setMegabytes(data.value)} /></Field>
        <Button type="submit" size="small" disabled={!valid || reason !== null || size === desktop.settings.cacheMegabytes} title={reason ?? undefined}>Configure Settings</Button>
      </form>
      {contents.length === 0 ? <p className="muted">The cache is empty: nothing was downloaded yet, or its files were deleted.</p> : (
        <table className="client-table" aria-label="Content of the cache">
          <thead><tr><th scope="col" /><th scope="col">Content</th><th scope="col">Size</th><th scope="col">Last referenced (UTC)</th><th scope="col">May make way (UTC)</th></tr></thead>
          <tbody>
            {contents.map((one) => (
              <tr key={one.update}>
                <td><Checkbox aria-label={one.title} checked={chosen.has(one.update)} onChange={() => setChosen(new Set(chosen.has(one.update) ? [...chosen].filter((other) => other !== one.update) : [...chosen, one.update]))} /></td>
                <td className="client-update-title">{one.title}{one.damaged && <span className="tag is-failed">damaged</span>}</td><td>{bytes(one.bytes)}</td><td>{dayAndTime(one.referencedAt)}</td><td>{stays(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {asking !== null ? (
        <DeleteFiles contents={asking === 'all' ? contents : some} onClose={() => setAsking(null)} onDelete={() => { setAsking(null); setChosen(new Set()); void of.deleteFiles(asking === 'all' ? 'all' : some.map((one) => one.update)); }} />
      ) : (
        <div className="client-buttons">
          <Button size="small" disabled={contents.length === 0 || reason !== null} title={reason ?? undefined} onClick={() => setAsking('all')}>Clear Cache…</Button>
          <Button size="small" disabled={some.length === 0 || reason !== null} title={reason ?? undefined} onClick={() => setAsking('chosen')}>Delete Files…</Button>
          <Button size="small" disabled={some.length !== 1 || reason !== null} title={reason ?? 'The lab’s doing, not the user’s: the file is not any more what was downloaded. It is found when it is to be installed.'} onClick={() => void of.damage(some[0]!.update)}>Damage (Lab)</Button>
          <Button size="small" disabled={!isInstalled || reason !== null} title={reason ?? (isInstalled ? 'The lab’s doing: removed by hand. A mandatory deployment installs it again when a scan or re-evaluation finds it required.' : 'Choose the content of one software update that is installed.')} onClick={() => void of.remove(some[0]!.update)}>Remove Update (Lab)</Button>
        </div>
      )}
    </div>
  );
}
