import { Button } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { HierarchySite, Link } from '../../../contract/index.ts';
import { connectTo, explain, useLinks, useSession, useSites } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { count, counted, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
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
    id: 'site', header: 'Site', width: 250, elastic: true,
    cell: (s) => <span className="with-icon" style={{ paddingLeft: s.level * 18 }}><ObjectIcon name="site" />{fullName(s)}{s.connected && <span className="tag is-done">Connected</span>}</span>,
  },
  { id: 'kind', header: 'Type', width: 110, cell: (s) => kindNames[s.kind] },
  { id: 'server', header: 'Site Server', width: 130, cell: (s) => s.server },
  { id: 'parent', header: 'Parent', width: 64, cell: (s) => s.parent ?? '' },
  { id: 'place', header: 'Runs In', width: 120, cell: (s) => placeNames[s.place] },
  { id: 'link', header: 'Link', width: 116, cell: (s) => s.link && <span className={`tag ${linkTags[s.link.state]}`}>{linkNames[s.link.state]}</span> },
  { id: 'backlog', header: 'Backlog', width: 76, align: 'end', order: (s) => s.link?.backlog ?? -1, cell: (s) => s.link && count(s.link.backlog) },
];

/** Depth of each site below the first. */
function levels(sites: readonly HierarchySite[]): Map<string, number> {
  const level = new Map<string, number>();
  for (const site of sites) level.set(site.code, site.parent !== null && level.has(site.parent) ? level.get(site.parent)! + 1 : 0);
  return level;
}

/** Site Management: the connected site and those below it, with the links to its neighbours. */
export default function SitesPage() {
  const sites = useSites();
  const links = useLinks().data?.value;
  const own = useSession((s) => s.site);
  const verbs = useSitesVerbs();
  const list = useList<Row, string>('sites', columns);
  const value = sites.data?.value;
  const all = useMemo((): Row[] | null => {
    if (!value) return null;
    const level = levels(value);
    return value.map((site) => ({ ...site, level: level.get(site.code)!, link: links?.find((l) => l.neighbour === site.code), connected: site.code === own }));
  }, [value, links, own]);
  const rows = useRowsInMemory(list, all, { asGiven: true });
  const chosen = all?.find((row) => list.selection.keys.has(row.code));
  const chosenVerbs = useSiteVerbs(chosen);
  usePage({
    ...listFacts(list, rows, 'site'),
    node: verbs,
    selection: chosen ? { title: fullName(chosen), actions: chosenVerbs } : null,
    readAt: sites.dataUpdatedAt,
    refresh: () => void sites.refetch(),
  });
  const lab = verbs.find((verb) => verb.label === 'Add Lab Sites');
  return (
    <>
      <PaneTitle icon="site" title="Site Management" note={all ? counted(all.length, 'site') : undefined} />
      {sites.error && <div className="page-inset"><ErrorBlock error={explain(sites.error)} onRetry={() => void sites.refetch()} /></div>}
      {all?.length === 1 && lab && (
        <div className="page-inset sites-first">
          <p>{fullName(all[0]!)} has no sites below it. New Site makes one; Add Lab Sites makes the lab’s hierarchy CEN → PR1, PR2 → SEC in this program.</p>
          <Button onClick={lab.run}>Add Lab Sites</Button>
        </div>
      )}
      <List single label="Sites" list={list} rows={rows} keyOf={(s) => s.code} onOpen={(s) => (s.connected ? go('site') : s.place === 'here' ? connectTo(s.code) : go(`sites/${s.code}`))} />
    </>
  );
}
