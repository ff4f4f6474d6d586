import type { Synchronization } from '../../../contract/index.ts';
import { explain, useAsked } from '../../data/index.ts';
import { count, dateTime, EmptyState, ErrorBlock } from '../../ui/index.ts';
import { kinds, logDuration, reasons, stateNames, stateTag } from './words.ts';

/** A secondary site has the first phase only. */
const figures = (run: Synchronization) => run.phases.find((phase) => phase.name === 'siteDatabase') ?? run.phases[0];

/** The synchronizations of this site, newest first. */
export function HistoryTable() {
  const history = useAsked(['softwareUpdatePoint', 'history'], (e, call) => e.softwareUpdatePoint.history({ call, limit: 100 }));
  if (history.error) return <div className="page-inset"><ErrorBlock error={explain(history.error)} onRetry={() => void history.refetch()} /></div>;
  if (!history.data) return null;
  if (history.data.value.length === 0) return <EmptyState icon="update-repository" title="No synchronization has ended yet" />;
  return (
    <div className="history" tabIndex={0} aria-label="Synchronization history">
      <table className="history-table">
        <thead>
          <tr>
            <th>Started (UTC)</th>
            <th>State</th>
            <th>Kind</th>
            <th>Reason</th>
            <th>Source</th>
            <th className="number">New</th>
            <th className="number">Revised</th>
            <th className="number">Expired</th>
            <th className="number">Version</th>
            <th>Duration</th>
            <th>Started by</th>
          </tr>
        </thead>
        <tbody>
          {history.data.value.map((run) => (
            <tr key={run.jobId}>
              <td>{dateTime(run.startedAt)}</td>
              <td title={run.failure?.message}>
                <span className={`tag ${stateTag[run.state]}`}>{stateNames[run.state]}</span>
              </td>
              <td>{kinds[run.kind]}</td>
              <td>{reasons[run.reason]}</td>
              <td>{run.source}</td>
              <td className="number">{count(figures(run)?.added ?? 0)}</td>
              <td className="number">{count(figures(run)?.revised ?? 0)}</td>
              <td className="number">{count(figures(run)?.expired ?? 0)}</td>
              <td className="number">{run.contentVersion ?? ''}</td>
              <td>{run.endedAt === null ? '' : logDuration(run.endedAt - run.startedAt)}</td>
              <td>{run.startedBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
