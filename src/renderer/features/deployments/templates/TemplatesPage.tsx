import { Button } from '@fluentui/react-components';
import type { DeploymentTemplate } from '../../../../contract/index.ts';
import { explain, useDeploymentTemplates } from '../../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../../list/index.ts';
import { usePage } from '../../../state/index.ts';
import { counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../../ui/index.ts';
import { durationInWords } from '../words.ts';
import { newTemplate, propertiesOf, templatesVerbs, templateVerbs } from './actions.tsx';

const columns: GridColumn<DeploymentTemplate>[] = [
  { id: 'name', header: 'Name', width: 240, elastic: true, cell: (t) => <span className="with-icon"><ObjectIcon name={t.locked ? 'deployment-template-locked' : 'deployment-template'} label={t.locked ? `Read-only, from site ${t.sourceSite}` : undefined} />{t.name}</span> },
  { id: 'collection', header: 'Collection', width: 170, cell: (t) => t.collectionName ?? (t.settings.collection === null ? <span className="muted">None</span> : `${t.settings.collection} (not at this site)`) },
  { id: 'duration', header: 'Duration', width: 80, cell: (t) => durationInWords(t.settings.duration) },
  { id: 'times', header: 'Times', width: 110, cell: (t) => (t.settings.utc ? 'UTC' : 'Client local time') },
  { id: 'description', header: 'Description', width: 180, cell: (t) => t.description },
  { id: 'sourceSite', header: 'Source Site', width: 82, cell: (t) => t.sourceSite },
  { id: 'modifiedAt', header: 'Date Modified (UTC)', width: 150, order: (t) => t.modifiedAt, cell: (t) => dateTime(t.modifiedAt) },
  { id: 'modifiedBy', header: 'Modified By', width: 120, cell: (t) => t.modifiedBy },
];

/** Deployment Templates: a leaf of the tree whose rows are the templates (D§1.1). */
export default function TemplatesPage() {
  const templates = useDeploymentTemplates();
  const list = useList<DeploymentTemplate, number>('deployment-templates', columns);
  const { find, setFind } = list;
  const all = templates.data?.value ?? null;
  const rows = useRowsInMemory(list, all);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.id));
  usePage({
    ...listFacts(list, rows, 'deployment template'),
    node: templatesVerbs,
    selection: chosen ? { title: chosen.name, actions: templateVerbs(chosen) } : null,
    readAt: templates.dataUpdatedAt,
    refresh: () => void templates.refetch(),
    properties: chosen ? propertiesOf(chosen) : null,
  });
  return (
    <>
      <PaneTitle icon="deployment-template" title="Deployment Templates" note={all ? counted(all.length, 'deployment template') : undefined} />
      {templates.error && <div className="page-inset"><ErrorBlock error={explain(templates.error)} onRetry={() => void templates.refetch()} /></div>}
      <List
        single label="Deployment Templates" list={list} rows={rows} keyOf={(t) => t.id} onOpen={(t) => propertiesOf(t).run()}
        empty={find ? <EmptyState icon="deployment-template" title={`No deployment template contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="deployment-template" title="There are no deployment templates yet" text="A template keeps the settings that most deployments share." action={<Button onClick={newTemplate.run}>New Deployment Template</Button>} />}
      />
    </>
  );
}
