import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { HierarchySite, Link } from '../../../contract/index.ts';
import { connectTo, explain, useLinks, useSession, useSites } from '../../data/index.ts';
import { go, openContextMenu, useGridLayout, usePage } from '../../state/index.ts';
import { count, counted, ErrorBlock, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';
import { useSitesVerbs, useSiteVerbs } from './actions.tsx';
import './sites.css';
import { fullName, kindNames, linkNames, linkTags, placeNames } from './words.ts';

interface Row extends HierarchySite {
  level: number;
  link: Link | undefined;
  connected: boolean;
}

const columns: GridColumn<Row>[] = [
  {
    id: 'site', header: 'Site', width: 250, elastic: true, sortable: false,
    cell: (s) => <span className="with-icon" style={{ paddingLeft: s.level * 18 }}><ObjectIcon name="site" />{fullName(s)}{s.connected && <span className="tag is-done">Connected</span>}</span>,
  },
  { id: 'kind', header: 'Type', width: 110, sortable: false, cell: (s) => kindNames[s.kind] },
  { id: 'server', header: 'Site Server', width: 130, sortable: false, cell: (s) => s.server },
  { id: 'parent', header: 'Parent', width: 64, sortable: false, cell: (s) => s.parent ?? '' },
  { id: 'place', header: 'Runs In', width: 120, sortable: false, cell: (s) => placeNames[s.place] },
  { id: 'link', header: 'Link', width: 116, sortable: false, cell: (s) => s.link && <span className={`tag ${linkTags[s.link.state]}`}>{linkNames[s.link.state]}</span> },
  { id: 'backlog', header: 'Backlog', width: 76, align: 'end', sortable: false, cell: (s) => s.link && count(s.link.backlog) },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'site', descending: false } };

/** Depth of each site below the first. */
function levels(sites: readonly HierarchySite[]): Map<string, number> {
  const level = new Map<string, number>();
  for (const site of sites) level.set(site.code, site.parent !== null && level.has(site.parent) ? level.get(site.parent)! + 1 : 0);
  return level;
}

/** Site Management: the connected site and those below it, with the links to its neighbours. */
export default function SitesPage() {
  const sites = useSites();
  const links = useLinks().data?.value ?? [];
  const own = useSession((s) => s.site);
  const verbs = useSitesVerbs();
  const [layout, setLayout] = useGridLayout('sites', initial, initial.order);
  const [selection, setSelection] = useState<Selection<string>>(nothingSelected);
  const value = sites.data?.value ?? [];
  const level = levels(value);
  const rows: Row[] = value.map((site) => ({ ...site, level: level.get(site.code)!, link: links.find((l) => l.neighbour === site.code), connected: site.code === own }));
  const chosen = rows.find((row) => selection.keys.has(row.code));
  const chosenVerbs = useSiteVerbs(chosen);
  usePage({
    node: verbs,
    selection: chosen ? { title: fullName(chosen), actions: chosenVerbs } : null,
    items: sites.data ? counted(rows.length, 'site') : null,
    selected: selection.keys.size,
    readAt: sites.dataUpdatedAt,
    refresh: () => void sites.refetch(),
  });
  const lab = verbs.find((verb) => verb.label === 'Add Lab Sites');
  return (
    <>
      <PaneTitle icon="site" title="Site Management" note={sites.data ? counted(rows.length, 'site') : undefined} />
      {sites.error && <div className="page-inset"><ErrorBlock error={explain(sites.error)} onRetry={() => void sites.refetch()} /></div>}
      {sites.data && rows.length === 1 && lab && (
        <div className="page-inset sites-first">
          <p>{fullName(rows[0]!)} has no sites below it. New Site makes one; Add Lab Sites makes the lab’s hierarchy CEN → PR1, PR2 → SEC in this program.</p>
          <Button onClick={lab.run}>Add Lab Sites</Button>
        </div>
      )}
      <Grid single label="Sites" columns={columns} layout={layout} onLayout={setLayout} total={sites.data ? rows.length : null} row={(i) => rows[i]} keyOf={(s) => s.code} selection={selection} onSelection={setSelection} onOpen={(s) => (s.connected ? go('site') : s.place === 'here' ? connectTo(s.code) : go(`sites/${s.code}`))} onMenu={openContextMenu} />
    </>
  );
}
