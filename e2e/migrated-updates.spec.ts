import { expect, test } from './support/fixtures.ts';

test('[SYNC-16] updates migrated from SMS 2003 are legacy until a synchronization revives those its catalog knows', async ({ fresh: { console } }) => {
  await console.go('Lab');
  const seed = console.result.getByRole('region', { name: 'Updates migrated from SMS 2003' });
  await seed.getByRole('button', { name: 'Add updates migrated from SMS 2003' }).click();
  await expect(seed).toContainText('40 updates still legacy, 0 revived.');
  await test.step('they stand as expired, and the console says that nothing can be done with them yet', async () => {
    await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
    await expect(console.statusBar).toContainText('40 items');
    await expect(console.row('(LEGACY)').first()).toBeVisible();
    await expect(console.result).toContainText('These updates are inactive until the next synchronization');
  });
  await test.step('a synchronization revives those of the chosen classifications', async () => {
    await console.synchronize();
    await console.go('Update Repository', 'All Updates');
    await expect(console.result).not.toContainText('inactive until');
    await console.lookFor('(LEGACY)');
    await expect(console.statusBar).toContainText('8 items');
  });
  await test.step('those still legacy can be taken back', async () => {
    await console.go('Lab');
    await expect(seed).toContainText('8 updates still legacy, 32 revived.');
    await seed.getByRole('button', { name: 'Take Back' }).click();
    await expect(seed).toContainText('0 updates still legacy, 32 revived.');
  });
});
