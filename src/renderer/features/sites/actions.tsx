import { Add16Regular, ArrowSwap16Regular, Delete16Regular, Organization16Regular, PauseCircle16Regular, PlayCircle16Regular, PlugConnected16Regular } from '@fluentui/react-icons';
import type { HierarchySite, Link, NewSite } from '../../../contract/index.ts';
import { ask, command, connectTo, notifyFailure, useLinks, useSession, useSite, useSites } from '../../data/index.ts';
import { go, notify, openDialog, type Action } from '../../state/index.ts';

/** The lab's hierarchy: CEN → PR1, PR2 → SEC. */
const labSites: [parent: string, site: Omit<NewSite, 'place'>][] = [
  ['CEN', { code: 'PR1', name: 'Chicago', server: 'PR101.corp.lab', kind: 'primary' }],
  ['CEN', { code: 'PR2', name: 'Hamburg', server: 'PR201.corp.lab', kind: 'primary' }],
  ['PR2', { code: 'SEC', name: 'Lyon', server: 'SEC01.corp.lab', kind: 'secondary' }],
];

/** Each site is made by a command at its parent. */
export async function addSite(parent: string, site: NewSite) {
  const { revision } = await ask((e, call) => e.site.describe({ call: { ...call, site: parent } }));
  return command((e, call) => e.hierarchy.addSite({ call: { ...call, site: parent, expectedRevision: revision }, site }));
}

async function addLabSites() {
  try {
    for (const [parent, site] of labSites) await addSite(parent, { ...site, place: 'here' });
    notify({ intent: 'done', title: 'The lab’s sites are there', text: 'CEN → PR1, PR2 → SEC. Each synchronizes from its parent when that is done.' });
  } catch (error) {
    notifyFailure(error);
  }
}

/** Verbs of Site Management. */
export function useSitesVerbs(): Action[] {
  const site = useSite().data?.value;
  const sites = useSites().data?.value ?? [];
  const secondary = site?.kind === 'secondary' ? 'a secondary site has no sites below it.' : null;
  return [
    { label: 'New Site…', icon: <Add16Regular />, run: () => site && openDialog({ kind: 'newSite', parent: site.code }), reason: secondary, needs: ['hierarchy.addSite'] },
    ...(site?.clock.kind === 'lab' && site.code === 'CEN' ? [{ label: 'Add Lab Sites', icon: <Organization16Regular />, run: () => void addLabSites(), reason: sites.length > 1 ? 'this hierarchy has sites below CEN already.' : null, needs: ['hierarchy.addSite'] as const }] : []),
  ];
}

async function hold(link: Link) {
  try {
    await command((e, call) => e.hierarchy.holdLink({ call, neighbour: link.neighbour, held: link.state !== 'held' }));
  } catch (error) {
    notifyFailure(error);
  }
}

/** Verbs of one site of the hierarchy. */
export function useSiteVerbs(site: HierarchySite | undefined): Action[] {
  const own = useSession((s) => s.site);
  const link = useLinks().data?.value.find((l) => l.neighbour === site?.code);
  if (!site) return [];
  const child = site.parent === own;
  return [
    {
      label: 'Connect to Site',
      icon: <PlugConnected16Regular />,
      strong: true,
      run: () => (connectTo(site.code), go('site-management')),
      reason: site.code === own ? 'the console is connected to it.' : site.place === 'elsewhere' ? 'it runs in another program; open its console there.' : null,
    },
    { label: 'New Child Site…', icon: <Add16Regular />, run: () => openDialog({ kind: 'newSite', parent: site.code }), reason: site.kind === 'secondary' ? 'a secondary site has no sites below it.' : site.place === 'elsewhere' ? 'it runs in another program.' : null, needs: ['hierarchy.addSite'] },
    { label: 'Link and Backlog', icon: <ArrowSwap16Regular />, run: () => go(`sites/${site.code}`), reason: site.code === own ? 'a site has no link to itself.' : null },
    ...(link ? [{ label: link.state === 'held' ? 'Release Link' : 'Hold Link', icon: link.state === 'held' ? <PlayCircle16Regular /> : <PauseCircle16Regular />, run: () => void hold(link), divided: true, needs: ['hierarchy.holdLink'] as const }] : []),
    { label: 'Remove Site…', icon: <Delete16Regular />, run: () => openDialog({ kind: 'removeSite', code: site.code }), reason: child ? null : site.code === own ? 'a site is removed at its parent.' : `connect to its parent ${site.parent} and remove it there.`, needs: ['hierarchy.removeSite'] },
  ];
}
