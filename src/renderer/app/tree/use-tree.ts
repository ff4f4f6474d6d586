import { useMemo } from 'react';
import { useAsked, useCollections, useDeployments, useDeploymentPackages, usePackages, useRepositoryTree, useSearchFolders, useSite, useSites, useUpdateLists } from '../../data/index.ts';
import type { Collection, Deployment, HierarchySite, SearchFolder, UpdateList } from '../../../contract/index.ts';
import { useNode } from '../../state/index.ts';
import { consoleTree, Tree, type TreeNode } from './definition.ts';

/** The console tree of the site as it is now, and the node the console stands on. */
export function useTree(): { tree: Tree; current: TreeNode } {
  const site = useSite().data?.value;
  const repository = useRepositoryTree().data?.value ?? null;
  const logs = useAsked(['logs', 'list'], (e, call) => e.logs.list({ call })).data?.value;
  const names = JSON.stringify(logs?.map((log) => log.name) ?? ['wsyncmgr.log']);
  const sites = JSON.stringify(useSites().data?.value.slice(1) ?? []);
  const systems = useAsked(['site', 'siteSystems'], (e, call) => e.siteSystems.list({ call })).data?.value;
  const servers = JSON.stringify(systems?.map((system) => system.server) ?? []);
  const collections = JSON.stringify(useCollections().data?.value.map(({ id, name, parent }) => ({ id, name, parent })) ?? []);
  const folders = JSON.stringify(useSearchFolders().data?.value.map(({ id, kind: of, name: called, parent, locked }) => ({ id, kind: of, name: called, parent, locked })) ?? []);
  const lists = JSON.stringify(useUpdateLists().data?.value.map(({ id, name, locked }) => ({ id, name, locked })) ?? []);
  const held = JSON.stringify(useDeploymentPackages().data?.value.map(({ id: of, settings, locked }) => ({ id: of, name: settings.name, locked })) ?? []);
  const code = site?.code ?? 'CEN';
  const deployments = JSON.stringify(useDeployments().data?.value.map(({ id, name: called, locked }) => ({ id, name: called, locked })) ?? []);
  const kind = site?.kind ?? 'central';
  const name = site?.name ?? 'Central Site';
  const id = useNode();
  // Only these are made when they are opened: the tree stays the same while others are walked through.
  const open = /^(computers?|desktop)\/|^deployment-management\/\d+\/computers(\/|$)/.test(id) ? id : '';
  const distributed = JSON.stringify(usePackages().data?.value.map(({ id: of, name: called }) => ({ id: of, name: called })) ?? []);
  const tree = useMemo(() => new Tree(consoleTree({ site: { code, name, kind }, below: JSON.parse(sites) as HierarchySite[], repository, logs: JSON.parse(names) as string[], collections: JSON.parse(collections) as Collection[], searchFolders: JSON.parse(folders) as SearchFolder[], updateLists: JSON.parse(lists) as UpdateList[], deployments: JSON.parse(deployments) as Deployment[], packages: JSON.parse(held) as { id: string; name: string; locked: boolean }[], distributed: JSON.parse(distributed) as { id: number; name: string }[], servers: JSON.parse(servers) as string[], open })), [code, name, kind, sites, repository, names, collections, folders, lists, deployments, held, distributed, servers, open]);
  return { tree, current: tree.nearest(id) };
}
