import { ErrorCircle16Filled, Info16Regular, Warning16Filled } from '@fluentui/react-icons';
import type { StatusMessage, StatusSeverity } from '../../../contract/index.ts';
import { dateTime, type GridColumn } from '../../ui/index.ts';

export const severityIcon: Record<StatusSeverity, React.ReactNode> = {
  Information: <Info16Regular style={{ color: 'var(--accent)' }} />,
  Warning: <Warning16Filled style={{ color: 'var(--warning-text)' }} />,
  Error: <ErrorCircle16Filled style={{ color: 'var(--failed)' }} />,
};

export const columns: GridColumn<StatusMessage>[] = [
  { id: 'severity', header: 'Severity', width: 104, sortable: false, cell: (m) => <span className="with-icon">{severityIcon[m.severity]}{m.severity}</span> },
  { id: 'messageId', header: 'Message ID', width: 86, sortable: false, align: 'end', cell: (m) => m.messageId },
  { id: 'at', header: 'Date/Time (UTC)', width: 150, sortable: false, cell: (m) => dateTime(m.at) },
  { id: 'system', header: 'System', width: 112, sortable: false, cell: (m) => m.system },
  { id: 'component', header: 'Component', width: 204, sortable: false, cell: (m) => m.component },
  { id: 'description', header: 'Description', width: 320, elastic: true, sortable: false, cell: (m) => m.description },
];
