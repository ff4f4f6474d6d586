import { expect, test } from 'vitest';
import { topicIds } from '../../features/help/topics.ts';
import { consoleTree, Tree } from './definition.ts';

const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const repository = {
  updates: 30,
  classifications: [
    { id: guid(1), title: 'Critical Updates', updates: 10, vendors: [] },
    { id: guid(2), title: 'Security Updates', updates: 20, vendors: [{ id: guid(3), title: 'Microsoft', updates: 20, products: [{ id: guid(4), title: 'Windows XP', updates: 20 }] }] },
  ],
};
const site = { code: 'CEN', name: 'Central Site', kind: 'central' } as const;
const labels = (tree: Tree, id: string | null) => tree.children(id).map((node) => node.label);

test('[REPO-01] Software Updates has its five nodes in order', () => {
  const tree = new Tree(consoleTree({ site, below: [], repository: null, logs: [] }));
  expect(labels(tree, null)).toEqual(['Site Database (CEN – Central Site)']);
  expect(labels(tree, 'site-database')).toEqual(['Site Management', 'Computer Management', 'System Status', 'Security Rights', 'Tools', 'Lab']);
  expect(labels(tree, 'software-updates')).toEqual(['Update Repository', 'Update Lists', 'Deployment Templates', 'Deployment Management', 'Deployment Packages']);
  expect(labels(tree, 'update-repository')).toEqual(['Search Folders', 'All Updates']);
});

test('[REPO-01] classification, vendor and product folders follow the synchronized categories', () => {
  const tree = new Tree(consoleTree({ site, below: [], repository, logs: [] }));
  expect(labels(tree, 'update-repository')).toEqual(['Search Folders', 'All Updates', 'Critical Updates', 'Security Updates']);
  expect(labels(tree, `updates/${guid(2)}/${guid(3)}`)).toEqual(['All Updates', 'Windows XP']);
  expect(tree.path(`updates/${guid(2)}/${guid(3)}/${guid(4)}`).map((n) => n.label).slice(-3)).toEqual(['Security Updates', 'Microsoft', 'Windows XP']);
});

test('[DEPLOY-14] Collections stands before Software Updates, each collection below the one it is in', () => {
  const tree = new Tree(consoleTree({ site, below: [], repository: null, logs: [], collections: [{ id: 1, name: 'All Systems', parent: null }, { id: 13, name: 'Ring 1a', parent: 12 }, { id: 12, name: 'Ring 1', parent: null }] }));
  expect(labels(tree, 'computer-management')).toEqual(['Collections', 'Software Distribution', 'Software Updates']);
  expect(labels(tree, 'collections')).toEqual(['All Systems', 'Ring 1']);
  expect(labels(tree, 'collections/12')).toEqual(['Ring 1a']);
});

test('[DEPLOY-02] each deployment stands below Deployment Management with its software updates; one that has gone leads there', () => {
  const tree = new Tree(consoleTree({ site, below: [], repository: null, logs: [], deployments: [{ id: 3, name: 'January', locked: false }, { id: 4, name: 'Above', locked: true }] }));
  expect(labels(tree, 'deployment-management')).toEqual(['January', 'Above']);
  expect(labels(tree, 'deployment-management/3')).toEqual(['Software Updates']);
  expect(tree.node('deployment-management/4')).toMatchObject({ icon: 'deployment-locked', page: { kind: 'deployment', deployment: 4, locked: true, updates: false } });
  expect(tree.nearest('deployment-management/9/updates').id).toBe('deployment-management');
});

test('[DEPLOY-12] the computers of a deployment in a state are reached from its page; they go with it', () => {
  const open = 'deployment-management/3/computers/Downloading update(s)';
  const of = (id: number) => new Tree(consoleTree({ site, below: [], repository: null, logs: [], deployments: [{ id, name: 'January', locked: false }], open }));
  expect(of(3).node(open)).toMatchObject({ parent: 'deployment-management/3', hidden: true, page: { kind: 'deploymentComputers', deployment: 3, state: 'Downloading update(s)' } });
  expect(of(4).nearest(open).id).toBe('deployment-management');
});

test('[REPO-04] search folders stand in their folders, locked ones with a lock; one that has gone leads to the folder they stand in', () => {
  const folder = (id: number, name: string, parent: number | null, locked = false) => ({ id, kind: 'folder' as const, name, parent, locked });
  const tree = new Tree(consoleTree({ site, below: [], repository: null, logs: [], searchFolders: [folder(2, 'Monthly', null), folder(3, 'Old', 2), { id: 4, kind: 'searchFolder', name: 'Required', parent: 3, locked: true }] }));
  expect(labels(tree, 'search-folders')).toEqual(['Monthly']);
  expect(tree.path('search-folders/4').map((node) => node.label).slice(-4)).toEqual(['Search Folders', 'Monthly', 'Old', 'Required']);
  expect(tree.node('search-folders/4')).toMatchObject({ icon: 'search-folder-locked', page: { kind: 'searchFolder', folder: 4 } });
  expect(tree.nearest('search-folders/9').id).toBe('search-folders');
});

test('[DEPLOY-04] a package has its four sub-nodes; one of a parent site has a lock', () => {
  const tree = new Tree(consoleTree({ site, below: [], repository: null, logs: [], packages: [{ id: 'CEN00001', name: 'January', locked: true }] }));
  expect(labels(tree, 'deployment-packages')).toEqual(['January']);
  expect(labels(tree, 'deployment-packages/CEN00001')).toEqual(['Access Accounts', 'Distribution Points', 'Package Status', 'Software Updates']);
  expect(tree.node('deployment-packages/CEN00001')).toMatchObject({ icon: 'deployment-package-locked' });
  expect(tree.nearest('deployment-packages/CEN00002/updates').id).toBe('deployment-packages');
});

test('[REPO-01] ids are unique, parents come first, and a folder that has gone leads to the nearest that exists', () => {
  const nodes = consoleTree({ site, below: [], repository, logs: ['wsyncmgr.log'] });
  const tree = new Tree(nodes);
  expect(new Set(nodes.map((n) => n.id)).size).toBe(nodes.length);
  nodes.forEach((node, at) => expect(node.parent === null || nodes.findIndex((n) => n.id === node.parent) < at).toBe(true));
  expect(tree.nearest(`updates/${guid(2)}/${guid(9)}`).label).toBe('Security Updates');
  expect(tree.nearest('no such node').id).toBe('update-repository');
  expect(tree.drawn('logs/wsyncmgr.log').id).toBe('logs');
});

test('[REPO-01] F1 finds a help page for every node', () => {
  const missing = consoleTree({ site, below: [], repository, logs: ['wsyncmgr.log'] }).filter((node) => !topicIds.includes(node.help));
  expect(missing).toEqual([]);
});
