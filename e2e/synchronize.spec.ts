import { expect, test } from './support/fixtures.ts';

test('[SYNC-04] a newcomer runs the first synchronization, watches both phases and finds the folders filled', async ({ fresh: { console } }) => {
  await test.step('[SYNC-18] the console says that nothing is synchronized and offers it', async () => {
    await console.go('Computer Management', 'Software Updates', 'Update Repository');
    await expect(console.result).toContainText('Nothing is synchronized yet');
    await expect(console.result.getByRole('button', { name: 'Run Synchronization' })).toBeVisible();
  });
  await test.step('[SYNC-04] it warns, then shows progress in the status bar and on its page', async () => {
    await console.startSynchronization();
    await expect(console.statusBar.getByRole('progressbar')).toBeVisible();
    await expect(console.result.getByRole('region', { name: /Phase 1/ })).toBeVisible();
  });
  await test.step('[SYNC-05] both phases end with the same updates', async () => {
    await expect(console.result.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
    for (const phase of [/Phase 1/, /Phase 2/]) await expect(console.result.getByRole('region', { name: phase })).toContainText('5,573 of 5,573');
  });
  await test.step('[SYNC-06] wsyncmgr.log stands below with its last lines', async () => {
    await expect(console.result).toContainText('Updated 5573 items in SMS database, new update source content version is 1');
    await expect(console.result).toContainText(/Sync time: 0d00h1\dm\d\ds/);
  });
  await test.step('[SYNC-13] clients are told by a machine policy', async () => {
    await console.result.getByRole('tab', { name: 'Machine Policy' }).click();
    const policy = console.result.getByRole('group', { name: 'Machine policy' }).getByRole('row').nth(1);
    for (const text of ['Current', 'SoftwareUpdateSource-CEN', 'http://CEN01.corp.lab:8530']) await expect(policy).toContainText(text);
  });
  await test.step('[REPO-01] classification, vendor and product folders have appeared, chosen classifications only', async () => {
    await console.go('Update Repository', 'Security Updates', 'Microsoft', 'Windows XP');
    await expect(console.result.getByRole('heading', { name: 'Windows XP' })).toBeVisible();
    await expect(console.row(/KB\d+/).first()).toBeVisible();
    await expect(console.node('Definition Updates')).toHaveCount(0);
    await expect(console.node('WSUS Infrastructure Updates')).toBeVisible();
    const order = await console.tree.getByRole('treeitem', { level: 4 }).evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label')));
    expect(order).toEqual(['Update Repository', 'Update Lists', 'Deployment Templates', 'Deployment Management', 'Deployment Packages']);
  });
});

test('[SYNC-04] a running synchronization can be cancelled and leaves nothing behind', async ({ fresh: { console } }) => {
  await console.startSynchronization();
  await console.result.getByRole('button', { name: 'Cancel Synchronization' }).click();
  await expect(console.result.getByText('Cancelled', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await console.go('Update Repository', 'All Updates');
  await expect(console.result).toContainText(/Nothing is synchronized yet|No software updates here/);
});

test('[SYNC-10] a failure says what happened, why, what to do and when it is tried again', async ({ synchronized: { console } }) => {
  const sheet = await console.openSoftwareUpdatePoint();
  await sheet.getByRole('tab', { name: 'Sync Settings' }).click();
  await sheet.getByRole('radio', { name: 'Synchronize from an upstream update server' }).check();
  await sheet.getByLabel('Upstream update server', { exact: true }).fill('127.0.0.1');
  await sheet.getByLabel('Port number', { exact: true }).fill('9');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toBeHidden();
  await console.startSynchronization();
  const failure = console.result.getByRole('alert').filter({ hasText: 'WSUS Synchronization failed' });
  await expect(failure).toBeVisible({ timeout: 60_000 });
  await expect(failure).toContainText('Source: Uss');
  await expect(failure).toContainText(/tries again at 1\/7\/2013 9:\d\d:\d\d AM UTC/);
  await expect(console.result).toContainText('Sync failed. Will retry in 60 minutes');
  await failure.getByRole('button', { name: 'Cancel Retry' }).click();
  await expect(failure).not.toContainText('tries again at');
});

test('[SYNC-15] a day later Patch Tuesday arrives with a delta', async ({ synchronized: { console } }) => {
  await console.go('Lab');
  await console.result.getByRole('button', { name: /Next Patch Tuesday/i }).click();
  await expect(console.statusBar).toContainText(/1\/8\/2013|1\/9\/2013/);
  await console.result.getByRole('button', { name: /1 day/i }).click();
  await expect(console.statusBar).toContainText('1/9/2013');
  await console.synchronize();
  await console.go('Update Repository', 'All Updates');
  await console.lookFor('MS13-00');
  await expect(console.row('MS13-007').first()).toBeVisible();
});
