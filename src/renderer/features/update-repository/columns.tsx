import { DocumentError16Regular } from '@fluentui/react-icons';
import type { ClientStateName, ColumnId, UpdateIcon, UpdateRow } from '../../../contract/index.ts';
import { computersNode } from '../../data/index.ts';
import { go } from '../../state/index.ts';
import { ComplianceBar, count, date, ObjectIcon, Severity, type GridColumn, type IconName } from '../../ui/index.ts';

export const icons: Record<UpdateIcon, { name: IconName; label: string }> = {
  normal: { name: 'update-normal', label: 'Normal' },
  superseded: { name: 'update-superseded', label: 'Superseded' },
  expired: { name: 'update-expired', label: 'Expired' },
  invalid: { name: 'update-invalid', label: 'Invalid' },
};

const yesNo = (value: boolean) => (value ? 'Yes' : <span className="muted">No</span>);
/** A count leads to the computers behind it; null until there are clients to count. */
const drill = (id: number, state: ClientStateName, n: number | null, collection: number | null) =>
  n === null ? null : n === 0 ? (
    <span className="muted">0</span>
  ) : (
    <button type="button" tabIndex={-1} className="count-link" title={`Show the ${count(n)} computers`} onClick={(event) => (event.stopPropagation(), go(computersNode(id, state, collection)))}>
      {count(n)}
    </button>
  );

const compliant = (u: UpdateRow) => u.percentCompliant !== null && <ComplianceBar installed={u.installed ?? 0} notRequired={u.notRequired ?? 0} required={u.required ?? 0} unknown={u.unknown ?? 0} text={u.percentCompliant.toFixed(1)} />;

interface UpdateColumn extends GridColumn<UpdateRow> {
  id: ColumnId;
}

/** Every column of the result pane in the product's order (D§1.4); the first thirteen are shown at first. */
export const columnsFor = (collection: number | null): UpdateColumn[] => [
  { id: 'icon', header: 'Icon', width: 30, needs: 28, fixed: true, text: (u) => icons[u.icon].label, cell: (u) => <ObjectIcon name={icons[u.icon].name} label={icons[u.icon].label} /> },
  { id: 'bulletinId', header: 'Bulletin ID', width: 74, cell: (u) => u.bulletinId },
  { id: 'articleId', header: 'Article ID', width: 68, cell: (u) => u.articleId },
  { id: 'title', header: 'Title', width: 260, elastic: true, text: (u) => u.title, cell: (u) => (u.licenceTerms === 'pending' ? <span className="with-icon terms-title"><DocumentError16Regular className="terms-mark" aria-label="License terms not accepted" /><span className="ellipsis">{u.title}</span></span> : u.title) },
  { id: 'severity', header: 'Severity', width: 80, needs: 78, text: (u) => u.severity, cell: (u) => <Severity name={u.severity} /> },
  { id: 'dateReleased', header: 'Date Released', width: 80, needs: 80, align: 'end', cell: (u) => date(u.dateReleased) },
  { id: 'installed', header: 'Installed', width: 70, needs: 48, align: 'end', cell: (u) => drill(u.id, 'installed', u.installed, collection) },
  { id: 'required', header: 'Required', width: 70, needs: 48, align: 'end', cell: (u) => drill(u.id, 'required', u.required, collection) },
  { id: 'notRequired', header: 'Not Required', width: 70, needs: 48, align: 'end', cell: (u) => drill(u.id, 'notRequired', u.notRequired, collection) },
  { id: 'unknown', header: 'Unknown', width: 72, needs: 48, align: 'end', cell: (u) => drill(u.id, 'unknown', u.unknown, collection) },
  { id: 'percentCompliant', header: '% Compliant', width: 78, needs: 76, align: 'end', text: (u) => u.percentCompliant?.toFixed(1) ?? '', cell: compliant },
  { id: 'downloaded', header: 'Downloaded', width: 90, needs: 36, cell: (u) => yesNo(u.downloaded) },
  { id: 'deployed', header: 'Deployed', width: 72, needs: 36, cell: (u) => yesNo(u.deployed) },
  { id: 'expired', header: 'Expired', width: 60, needs: 36, cell: (u) => yesNo(u.expired) },
  { id: 'superseded', header: 'Superseded', width: 78, needs: 36, cell: (u) => yesNo(u.superseded) },
  { id: 'dateRevised', header: 'Date Revised', width: 80, needs: 80, align: 'end', cell: (u) => date(u.dateRevised) },
  { id: 'classification', header: 'Classification', width: 120, cell: (u) => u.classification },
  { id: 'product', header: 'Product', width: 150, cell: (u) => u.product },
  { id: 'language', header: 'Language', width: 76, cell: (u) => u.language },
  { id: 'customSeverity', header: 'Custom Severity', width: 90, needs: 78, text: (u) => u.customSeverity, cell: (u) => (u.customSeverity === 'None' ? <span className="muted">None</span> : <Severity name={u.customSeverity} />) },
  { id: 'napEvaluation', header: 'NAP Evaluation', width: 84, needs: 36, cell: (u) => yesNo(u.napEvaluation) },
  { id: 'deployableToSms2003', header: 'Deployable to SMS 2003', width: 104, needs: 36, cell: (u) => yesNo(u.deployableToSms2003) },
  { id: 'updateId', header: 'Update ID', width: 250, cell: (u) => <span className="mono">{u.updateId}</span> },
];

const columnIds = columnsFor(null).map((column) => column.id);

export const initialLayout = {
  order: columnIds.slice(0, 13) as string[],
  sort: { column: 'dateReleased', descending: true },
};
