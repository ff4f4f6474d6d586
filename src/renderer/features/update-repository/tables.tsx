import type { RelatedUpdate, UpdateDetails } from '../../../contract/index.ts';
import { openDialog } from '../../state/index.ts';
import { bytes, ObjectIcon } from '../../ui/index.ts';
import { icons } from './columns.tsx';

/** The files an update needs; their content is downloaded later, only their description is synchronized (SYNC-14). */
export function ContentTable({ update }: { update: UpdateDetails }) {
  if (update.files.length === 0) return <p className="detail-hint secondary">This update has no files of its own.</p>;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>File Name</th>
          <th className="number">Size</th>
          <th>Downloaded</th>
          <th>SHA-1</th>
          <th>Source</th>
        </tr>
      </thead>
      <tbody>
        {update.files.map((file) => (
          <tr key={file.fileName}>
            <td>{file.fileName}</td>
            <td className="number">{bytes(file.size)}</td>
            <td>{update.downloaded ? 'Yes' : <span className="muted">No</span>}</td>
            <td className="mono">{file.sha1}</td>
            <td className="is-long">{file.url ?? <span className="muted">Unknown</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Updates that stand in a relation to this one; those of the site database can be opened. */
export function RelatedTable({ title, none, updates }: { title: string; none: string; updates: readonly RelatedUpdate[] }) {
  return (
    <section className="related">
      <h2>{title}</h2>
      {updates.length === 0 && <p className="secondary">{none}</p>}
      <ul>
        {updates.map((update) => (
          <li key={update.updateId}>
            <ObjectIcon name={icons[update.icon].name} label={icons[update.icon].label} />
            <span className="related-id">{update.bulletinId || (update.articleId && `KB${update.articleId}`)}</span>
            {update.id === null ? (
              <span className="muted">{update.title || update.updateId} (not synchronized)</span>
            ) : (
              <button type="button" className="link" onClick={() => openDialog({ kind: 'updateProperties', id: update.id! })}>
                {update.title}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
