import { clientState, unknownReason, type ClientStateName, type Collection, type Deployment, type DeploymentPackage, type RepositoryTree, type SearchFolder, type UnknownReason, type UpdateList } from '../../../contract/index.ts';
import type { IconName } from '../../ui/index.ts';

/** Which page a node shows in the result pane. */
export type Page =
  | { kind: 'folder' }
  | { kind: 'softwareUpdates' }
  | { kind: 'updateRepository' }
  | { kind: 'computers'; update: number; state: ClientStateName; reason: UnknownReason | null; onlyFix: boolean; collection: number | null }
  | { kind: 'client'; id: number }
  /** What its user sees. */
  | { kind: 'desktop'; client: number }
  | { kind: 'updates'; classification: string | null; vendor: string | null; product: string | null }
  | { kind: 'sites' }
  | { kind: 'site'; code: string }
  | { kind: 'componentConfiguration' }
  | { kind: 'siteSystems' }
  | { kind: 'siteSystem'; server: string }
  | { kind: 'collections' }
  /** What stands in a standard folder, or below Search Folders itself. */
  | { kind: 'searchFolders'; folder: number | null }
  | { kind: 'searchFolder'; folder: number }
  | { kind: 'collection'; collection: number }
  | { kind: 'updateLists' }
  | { kind: 'updateList'; list: number; locked: boolean }
  | { kind: 'deploymentTemplates' }
  | { kind: 'deployments' }
  /** One, or the software updates in it. */
  | { kind: 'deployment'; deployment: number; locked: boolean; updates: boolean }
  /** Its computers in one state; null: in any. */
  | { kind: 'deploymentComputers'; deployment: number; state: string | null }
  | { kind: 'clientAgents' }
  | { kind: 'deploymentPackages' }
  /** `part` is one of its sub-nodes; null: the package itself. */
  | { kind: 'deploymentPackage'; id: string; locked: boolean; part: 'accounts' | 'points' | 'status' | 'updates' | null }
  | { kind: 'packages' }
  /** One of software distribution, or the programs in it. */
  | { kind: 'package'; package: number; programs: boolean }
  | { kind: 'advertisements' }
  | { kind: 'history' }
  | { kind: 'securityUsers' }
  | { kind: 'securityRights' }
  | { kind: 'trustedKeys' }
  | { kind: 'import' }
  | { kind: 'synchronization' }
  | { kind: 'synchronizationStatus' }
  | { kind: 'statusMessages' }
  | { kind: 'logs' }
  | { kind: 'log'; name: string }
  | { kind: 'lab' };

export interface TreeNode {
  id: string;
  parent: string | null;
  label: string;
  icon: IconName;
  page: Page;
  /** Reached from its parent's page, not drawn in the tree. */
  hidden?: boolean;
  /** Software updates in it. */
  updates?: number;
  /** Help topic. */
  help: string;
}

const all = { classification: null, vendor: null, product: null };

function repositoryNodes(repository: RepositoryTree): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (const classification of repository.classifications) {
    const ofClassification = `updates/${classification.id}`;
    nodes.push({ id: ofClassification, parent: 'update-repository', label: classification.title, icon: 'folder', page: { kind: 'updates', ...all, classification: classification.id }, updates: classification.updates, help: 'updates' });
    for (const vendor of classification.vendors) {
      const ofVendor = `${ofClassification}/${vendor.id}`;
      const page = { kind: 'updates', classification: classification.id, vendor: vendor.id, product: null } as const;
      nodes.push({ id: ofVendor, parent: ofClassification, label: vendor.title, icon: 'folder', page, updates: vendor.updates, help: 'updates' });
      nodes.push({ id: `${ofVendor}/all`, parent: ofVendor, label: 'All Updates', icon: 'folder', page, updates: vendor.updates, help: 'updates' });
      for (const product of vendor.products) {
        nodes.push({ id: `${ofVendor}/${product.id}`, parent: ofVendor, label: product.title, icon: 'folder', page: { ...page, product: product.id }, updates: product.updates, help: 'updates' });
      }
    }
  }
  return nodes;
}

/** Collections, each below the one it stands in; at the top below the node that lists them. */
function collectionNodes(collections: readonly Pick<Collection, 'id' | 'name' | 'parent'>[], parent: number | null = null): TreeNode[] {
  const above = parent === null ? 'collections' : `collections/${parent}`;
  return collections
    .filter((one) => one.parent === parent)
    .flatMap((one) => [{ id: `collections/${one.id}`, parent: above, label: one.name, icon: 'collection', page: { kind: 'collection', collection: one.id }, help: 'collections' }, ...collectionNodes(collections, one.id)]);
}

type FolderFacts = Pick<SearchFolder, 'id' | 'kind' | 'name' | 'parent' | 'locked'>;

/** Standard folders and search folders, each below the one it stands in. */
function searchFolderNodes(folders: readonly FolderFacts[], parent: number | null = null): TreeNode[] {
  const above = parent === null ? 'search-folders' : `search-folders/${parent}`;
  return folders
    .filter((one) => one.parent === parent)
    .flatMap(({ id, kind, name, locked }): TreeNode[] => {
      const search = kind === 'searchFolder';
      const icon = `${search ? 'search-folder' : 'folder'}${locked ? '-locked' : ''}` as const;
      return [{ id: `search-folders/${id}`, parent: above, label: name, icon, page: search ? { kind: 'searchFolder', folder: id } : { kind: 'searchFolders', folder: id }, help: 'search-folders' }, ...searchFolderNodes(folders, id)];
    });
}

/** A deployment, its software updates, and the list of its computers that is open: deployment-management/<id>/computers/<state>. */
function deploymentNodes({ id, name, locked }: Pick<Deployment, 'id' | 'name' | 'locked'>, open: string): TreeNode[] {
  const own = `deployment-management/${id}`;
  const computers = `${own}/computers`;
  const opened = open === computers || open.startsWith(`${computers}/`);
  return [
    { id: own, parent: 'deployment-management', label: name, icon: locked ? 'deployment-locked' : 'deployment', page: { kind: 'deployment', deployment: id, locked, updates: false }, help: 'deployment-management' },
    { id: `${own}/updates`, parent: own, label: 'Software Updates', icon: 'folder', page: { kind: 'deployment', deployment: id, locked, updates: true }, help: 'deployment-management' },
    ...(opened ? [{ id: open, parent: own, label: 'Computers', icon: 'computer', page: { kind: 'deploymentComputers', deployment: id, state: open.slice(computers.length + 1) || null }, hidden: true, help: 'deployment-management' } as const] : []),
  ];
}

type PackageFacts = Pick<DeploymentPackage, 'id' | 'locked'> & { name: string };

const packageParts = [['accounts', 'Access Accounts', 'security-rights'], ['points', 'Distribution Points', 'site-system'], ['status', 'Package Status', 'status-message'], ['updates', 'Software Updates', 'software-updates']] as const;

/** A package and its sub-nodes (D§1.1). */
function packageNodes({ id, name, locked }: PackageFacts): TreeNode[] {
  const node = `deployment-packages/${id}`;
  const page = { kind: 'deploymentPackage', id, locked } as const;
  return [
    { id: node, parent: 'deployment-packages', label: name, icon: locked ? 'deployment-package-locked' : 'deployment-package', page: { ...page, part: null }, help: 'deployment-packages' },
    ...packageParts.map(([part, label, icon]): TreeNode => ({ id: `${node}/${part}`, parent: node, label, icon, page: { ...page, part }, help: 'deployment-packages' })),
  ];
}

/** A package of software distribution and its programs. */
function distributedNodes({ id, name }: { id: number; name: string }): TreeNode[] {
  const node = `packages/${id}`;
  return [
    { id: node, parent: 'packages', label: name, icon: 'deployment-package', page: { kind: 'package', package: id, programs: false }, help: 'software-distribution' },
    { id: `${node}/programs`, parent: node, label: 'Programs', icon: 'component', page: { kind: 'package', package: id, programs: true }, help: 'software-distribution' },
  ];
}

export interface TreeFacts {
  site: { code: string; name: string; kind: 'central' | 'primary' | 'secondary' };
  /** Sites below it. */
  below: readonly { code: string; name: string; parent: string | null }[];
  /** Null until it was read. */
  repository: RepositoryTree | null;
  logs: readonly string[];
  collections?: readonly Pick<Collection, 'id' | 'name' | 'parent'>[];
  updateLists?: readonly Pick<UpdateList, 'id' | 'name' | 'locked'>[];
  deployments?: readonly Pick<Deployment, 'id' | 'name' | 'locked'>[];
  searchFolders?: readonly FolderFacts[];
  packages?: readonly PackageFacts[];
  /** Packages of software distribution. */
  distributed?: readonly { id: number; name: string }[];
  /** Site system servers. */
  servers?: readonly string[];
  /** The node the console stands on, which may be one of thousands that are made when they are opened. */
  open?: string;
}

/** The console tree as a flat list, parents before children, in display order (REPO-01, D§1.1). */
export function consoleTree(facts: TreeFacts): TreeNode[] {
  const nodes = allNodes(facts);
  if (facts.site.kind !== 'secondary') return nodes;
  // A secondary site has no site database, and so none of what stands in one (SYNC-11).
  const gone = new Set(['computer-management']);
  for (const node of nodes) if (node.parent !== null && gone.has(node.parent)) gone.add(node.id);
  return nodes.filter((node) => !gone.has(node.id));
}

/** Computers behind a count, one computer, or its desktop: pages that are reached from others. */
function openedNode(id: string): TreeNode[] {
  // computers/<update>/<state>/<reason, onlyFix or all>/<collection>
  const [kind, number, state, part, collection] = id.split('/');
  const of = Number(number);
  if (!Number.isInteger(of) || of < 1) return [];
  if (kind === 'computer') return [{ id, parent: 'software-updates', label: 'Computer', icon: 'computer', page: { kind: 'client', id: of }, hidden: true, help: 'computers' }];
  if (kind === 'desktop') return [{ id, parent: 'software-updates', label: 'Client View', icon: 'computer', page: { kind: 'desktop', client: of }, hidden: true, help: 'client-view' }];
  const shown = clientState.safeParse(state);
  if (kind !== 'computers' || !shown.success) return [];
  return [{ id, parent: 'software-updates', label: 'Computers', icon: 'computer', page: { kind: 'computers', update: of, state: shown.data, reason: unknownReason.safeParse(part).data ?? null, onlyFix: shown.data === 'required' && part === 'onlyFix', collection: Number(collection) > 0 ? Number(collection) : null }, hidden: true, help: 'computers' }];
}

function allNodes({ site, below, repository, logs, collections = [], searchFolders = [], updateLists = [], deployments = [], packages = [], distributed = [], servers = [], open = '' }: TreeFacts): TreeNode[] {
  const siteName = `${site.code} – ${site.name}`;
  const folder = (id: string, parent: string | null, label: string, icon: IconName): TreeNode => ({ id, parent, label, icon, page: { kind: 'folder' }, help: id });
  return [
    folder('site-database', null, `Site Database (${siteName})`, 'site-database'),
    { id: 'site-management', parent: 'site-database', label: 'Site Management', icon: 'site', page: { kind: 'sites' }, help: 'site-management' },
    folder('site', 'site-management', siteName, 'site'),
    folder('site-settings', 'site', 'Site Settings', 'folder'),
    { id: 'component-configuration', parent: 'site-settings', label: 'Component Configuration', icon: 'component', page: { kind: 'componentConfiguration' }, help: 'component-configuration' },
    { id: 'client-agents', parent: 'site-settings', label: 'Client Agents', icon: 'component', page: { kind: 'clientAgents' }, help: 'client-agents' },
    { id: 'site-systems', parent: 'site-settings', label: 'Site Systems', icon: 'folder', page: { kind: 'siteSystems' }, help: 'site-systems' },
    ...servers.map((server): TreeNode => ({ id: `site-systems/${server}`, parent: 'site-systems', label: server, icon: 'site-system', page: { kind: 'siteSystem', server }, help: 'site-systems' })),
    { id: 'trusted-keys', parent: 'site-settings', label: 'Trusted Keys', icon: 'component', page: { kind: 'trustedKeys' }, help: 'trusted-keys' },
    ...below.map((s): TreeNode => ({ id: `sites/${s.code}`, parent: s.parent === site.code ? 'site' : `sites/${s.parent}`, label: `${s.code} – ${s.name}`, icon: 'site', page: { kind: 'site', code: s.code }, help: 'sites' })),
    folder('computer-management', 'site-database', 'Computer Management', 'computer-management'),
    { id: 'collections', parent: 'computer-management', label: 'Collections', icon: 'collection', page: { kind: 'collections' }, help: 'collections' },
    ...collectionNodes(collections),
    folder('software-distribution', 'computer-management', 'Software Distribution', 'folder'),
    { id: 'packages', parent: 'software-distribution', label: 'Packages', icon: 'deployment-package', page: { kind: 'packages' }, help: 'software-distribution' },
    ...distributed.flatMap(distributedNodes),
    { id: 'advertisements', parent: 'software-distribution', label: 'Advertisements', icon: 'deployment', page: { kind: 'advertisements' }, help: 'software-distribution' },
    { id: 'software-updates', parent: 'computer-management', label: 'Software Updates', icon: 'software-updates', page: { kind: 'softwareUpdates' }, help: 'software-updates' },
    ...openedNode(open),
    { id: 'update-repository', parent: 'software-updates', label: 'Update Repository', icon: 'update-repository', page: { kind: 'updateRepository' }, help: 'update-repository' },
    { id: 'synchronization', parent: 'update-repository', label: 'Synchronization', icon: 'update-repository', page: { kind: 'synchronization' }, hidden: true, help: 'synchronization' },
    { id: 'import', parent: 'update-repository', label: 'Import Catalog', icon: 'update-repository', page: { kind: 'import' }, hidden: true, help: 'air-gap' },
    { id: 'search-folders', parent: 'update-repository', label: 'Search Folders', icon: 'search-folder', page: { kind: 'searchFolders', folder: null }, help: 'search-folders' },
    ...searchFolderNodes(searchFolders),
    { id: 'updates', parent: 'update-repository', label: 'All Updates', icon: 'folder', page: { kind: 'updates', ...all }, updates: repository?.updates, help: 'updates' },
    ...(repository ? repositoryNodes(repository) : []),
    { id: 'update-lists', parent: 'software-updates', label: 'Update Lists', icon: 'update-list', page: { kind: 'updateLists' }, help: 'update-lists' },
    ...updateLists.map(({ id, name, locked }): TreeNode => ({ id: `update-lists/${id}`, parent: 'update-lists', label: name, icon: locked ? 'update-list-locked' : 'update-list', page: { kind: 'updateList', list: id, locked }, help: 'update-lists' })),
    { id: 'deployment-templates', parent: 'software-updates', label: 'Deployment Templates', icon: 'deployment-template', page: { kind: 'deploymentTemplates' }, help: 'deployment-templates' },
    { id: 'deployment-management', parent: 'software-updates', label: 'Deployment Management', icon: 'deployment', page: { kind: 'deployments' }, help: 'deployment-management' },
    ...deployments.flatMap((one) => deploymentNodes(one, open)),
    { id: 'deployment-packages', parent: 'software-updates', label: 'Deployment Packages', icon: 'deployment-package', page: { kind: 'deploymentPackages' }, help: 'deployment-packages' },
    ...packages.flatMap(packageNodes),
    folder('system-status', 'site-database', 'System Status', 'status-message'),
    { id: 'synchronization-status', parent: 'system-status', label: 'Synchronization Status', icon: 'software-update-point', page: { kind: 'synchronizationStatus' }, help: 'synchronization-status' },
    { id: 'status-messages', parent: 'system-status', label: 'Status Messages', icon: 'status-message', page: { kind: 'statusMessages' }, help: 'status-messages' },
    { id: 'history', parent: 'system-status', label: 'History', icon: 'history', page: { kind: 'history' }, help: 'history' },
    folder('security-rights', 'site-database', 'Security Rights', 'security-rights'),
    { id: 'security-users', parent: 'security-rights', label: 'Users', icon: 'security-rights', page: { kind: 'securityUsers' }, help: 'security-rights' },
    { id: 'rights', parent: 'security-rights', label: 'Rights', icon: 'security-rights', page: { kind: 'securityRights' }, help: 'security-rights' },
    folder('tools', 'site-database', 'Tools', 'tools'),
    { id: 'logs', parent: 'tools', label: 'Logs', icon: 'log', page: { kind: 'logs' }, help: 'logs' },
    ...logs.map((name): TreeNode => ({ id: `logs/${name}`, parent: 'logs', label: name, icon: 'log', page: { kind: 'log', name }, hidden: true, help: 'logs' })),
    { id: 'lab', parent: 'site-database', label: 'Lab', icon: 'lab', page: { kind: 'lab' }, help: 'lab' },
  ];
}

/** Questions about a tree, answered from an index built once per tree. */
export class Tree {
  readonly nodes: readonly TreeNode[];
  readonly #byId: ReadonlyMap<string, TreeNode>;
  readonly #children = new Map<string | null, TreeNode[]>();

  constructor(nodes: readonly TreeNode[]) {
    this.nodes = nodes;
    this.#byId = new Map(nodes.map((node) => [node.id, node]));
    for (const node of nodes) this.#children.set(node.parent, [...(this.#children.get(node.parent) ?? []), node]);
  }

  node(id: string): TreeNode | undefined {
    return this.#byId.get(id);
  }

  /** Children drawn in the tree. */
  children(id: string | null): TreeNode[] {
    return (this.#children.get(id) ?? []).filter((node) => !node.hidden);
  }

  /** From the root to the node itself. */
  path(id: string): TreeNode[] {
    const path: TreeNode[] = [];
    for (let node = this.#byId.get(id); node; node = node.parent === null ? undefined : this.#byId.get(node.parent)) path.unshift(node);
    return path;
  }

  /** The node, or the nearest one that exists when a folder has gone. */
  nearest(id: string): TreeNode {
    for (let key = id; key !== ''; key = key.slice(0, Math.max(0, key.lastIndexOf('/')))) {
      const node = this.#byId.get(key);
      if (node) return node;
    }
    return this.#byId.get('update-repository') ?? this.nodes[0]!;
  }

  /** The node drawn in the tree for `id`: itself or its nearest drawn ancestor. */
  drawn(id: string): TreeNode {
    return this.path(id).findLast((node) => !node.hidden) ?? this.nodes[0]!;
  }

  /** Nodes whose name holds a text, with everything above them, and their depth. */
  matching(text: string): { node: TreeNode; level: number }[] {
    const wanted = text.toLowerCase();
    const shown = new Set(this.nodes.filter((node) => !node.hidden && node.label.toLowerCase().includes(wanted)).flatMap((node) => this.path(node.id).map((one) => one.id)));
    return this.visible(shown).filter(({ node }) => shown.has(node.id));
  }

  /** Nodes in sight with their depth, given which are expanded. */
  visible(expanded: ReadonlySet<string>): { node: TreeNode; level: number }[] {
    const rows: { node: TreeNode; level: number }[] = [];
    const walk = (parent: string | null, level: number) => {
      for (const node of this.children(parent)) {
        rows.push({ node, level });
        if (expanded.has(node.id)) walk(node.id, level + 1);
      }
    };
    walk(null, 0);
    return rows;
  }

  /** The node and everything below it that can be expanded. */
  below(id: string): string[] {
    return this.children(id).length === 0 ? [] : [id, ...this.children(id).flatMap((node) => this.below(node.id))];
  }
}
