import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';
import type { ConsolePage } from './support/console-page.ts';

async function makeCollection(console: ConsolePage, name: string) {
  await console.go('Computer Management', 'Collections');
  await console.action('New Collection…').click();
  const sheet = console.dialog('New Collection');
  await sheet.getByLabel('Name').fill(name);
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.result.getByRole('heading', { name })).toBeVisible();
}

test('[INSIGHT-05] the history names who changed what with before and after, and an undo says first what would follow', async ({ fresh: { console } }) => {
  await console.go('System Status', 'History');
  await expect(console.result.getByText('Nothing was changed yet')).toBeVisible();
  await makeCollection(console, 'Ring 1');
  await console.action('Properties').click();
  const sheet = console.dialog('Ring 1 Properties');
  await sheet.getByLabel('Comment').fill('First ring');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toBeHidden();
  await console.chooseFewUpdates();

  await console.go('System Status', 'History');
  await expect(console.row('Changed settings of the software update point')).toContainText('CORP\\a.novak');
  await console.row('Changed settings of the software update point').click();
  const detail = console.result.getByRole('region', { name: 'Detail pane' });
  await expect(detail.getByRole('row', { name: /Classifications taken out/ })).toContainText('Security Updates');
  await console.row('Changed a collection').click();
  await expect(detail.getByRole('row', { name: /Comment/ })).toContainText('First ring');

  // What was changed after it would be lost.
  await console.row('Made a collection').click();
  await console.action('Undo…').click();
  let undo = console.dialog('Undo');
  await expect(undo).toContainText('“Ring 1” was changed again after it: revision 2 by CORP\\a.novak. That would be lost.');
  await expect(undo.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await undo.getByRole('button', { name: 'Close' }).first().click();

  await console.row('Changed a collection').dblclick();
  undo = console.dialog('Undo');
  await expect(undo.getByRole('row', { name: /Comment/ })).toContainText('First ring');
  await console.page.screenshot({ path: pictures('undo-light.png') });
  await undo.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(undo).toBeHidden();
  await expect(console.row('Undid a change')).toContainText('Ring 1');
  await expect(console.cell(console.row('Changed a collection'), 'undone')).toHaveText('by revision 4');
  await console.row('Changed a collection').click();
  await expect(console.action('Undo…')).toHaveAttribute('aria-disabled', 'true');
});

test('[INSIGHT-05] Ctrl+Z takes back one’s own last change after naming the effect, Redo brings it again; looking for a name narrows the list', async ({ fresh: { console } }) => {
  await makeCollection(console, 'Ring 1');
  await makeCollection(console, 'Ring 2');
  await console.page.keyboard.press('Escape');
  await console.node('Ring 2').click();
  await console.page.keyboard.press('Control+z');
  const undo = console.dialog('Undo');
  await expect(undo).toContainText('Collection Ring 2: Will be deleted');
  await undo.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.node('Ring 2')).toHaveCount(0);
  await console.page.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Redo…' }).click();
  await console.dialog('Undo').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.node('Ring 2')).toBeVisible();

  await console.page.getByRole('button', { name: 'Edit' }).click();
  await expect(console.page.getByRole('menuitem', { name: /Undo…/ })).toHaveAttribute('title', 'Made a collection (Ring 2)');
  await console.page.keyboard.press('Escape');
  await console.go('System Status', 'History');
  await expect(console.grid).toHaveAttribute('aria-rowcount', '5');
  await console.lookFor('ring 1');
  await expect(console.grid).toHaveAttribute('aria-rowcount', '2');
  await console.result.getByRole('button', { name: 'Clear' }).click();
  await expect(console.grid).toHaveAttribute('aria-rowcount', '5');
});

test('[INSIGHT-05] a synchronization is in the history, and cannot be undone', async ({ synchronized: { console } }) => {
  await console.go('System Status', 'History');
  await expect(console.row('Ran a synchronization')).toBeVisible();
  await expect(console.row('A synchronization ended')).toHaveCount(0);
  await console.result.getByRole('checkbox', { name: 'Also what came from outside' }).check();
  await console.row('A synchronization ended').click();
  await expect(console.action('Undo…')).toHaveAttribute('aria-disabled', 'true');
});
