import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';

test('[SYNC-08] the catalog crosses an air gap: export, trust, compare with the list behind a number, import, synchronize', async ({ open, synchronizedCopy }) => {
  const connected = await open({ dataFolder: synchronizedCopy });
  const bundle = join(synchronizedCopy, 'bundle');
  mkdirSync(bundle);
  const publicKey = await test.step('[SYNC-08] the connected site exports and shows its key', async () => {
    const { console } = connected;
    await console.go('Computer Management', 'Software Updates', 'Update Repository');
    await console.action('Export Catalog…').click();
    const dialog = console.dialog('Export Catalog');
    await dialog.getByLabel('Empty folder on the site server').fill(join(bundle, 'none'));
    await dialog.getByRole('button', { name: 'Export' }).click();
    await expect(dialog).toContainText('It does not exist.');
    await dialog.getByLabel('Empty folder on the site server').fill(bundle);
    await dialog.getByRole('button', { name: 'Export' }).click();
    await expect(dialog).toBeHidden();
    await expect(console.page.getByText('Export of the catalog done')).toBeVisible({ timeout: 60_000 });
    await console.go('Site Management', 'CEN – Central Site', 'Site Settings', 'Trusted Keys');
    const text = await console.result.locator('.air-gap-key').first().innerText();
    return text.slice(0, text.indexOf('-----END PUBLIC KEY-----') + '-----END PUBLIC KEY-----'.length);
  });

  const { console } = await open();
  const compare = async () => {
    await console.go('Computer Management', 'Software Updates', 'Update Repository');
    await console.action('Import Catalog…').click();
    await console.result.getByLabel('Folder on the site server').fill(bundle);
    await console.result.getByRole('button', { name: 'Compare' }).click();
  };
  await test.step('[INSIGHT-03] a bundle of an unknown key is refused with the reason', async () => {
    await compare();
    await expect(console.result.getByRole('alert')).toContainText('signed with a key that is not trusted here');
  });
  await test.step('[INSIGHT-03] the key is trusted', async () => {
    await console.go('Site Management', 'CEN – Central Site', 'Site Settings', 'Trusted Keys');
    await console.result.getByLabel(/Public key of an exporting site/).fill(publicKey);
    await console.result.getByLabel('Name').fill('Connected site');
    await console.result.getByRole('button', { name: 'Trust Key' }).click();
    await expect(console.result.getByRole('table', { name: 'Trusted Keys' })).toContainText('Connected site');
  });
  await test.step('[INSIGHT-03] numbers stand before anything changes, each with its list', async () => {
    await compare();
    const table = console.result.getByRole('table', { name: 'Comparison' });
    await expect(table).toBeVisible({ timeout: 60_000 });
    await table.getByRole('button', { name: /^New, Security Updates: / }).click();
    const list = console.result.getByRole('region', { name: 'Updates behind the number' });
    await expect(list.getByRole('row')).toHaveCount(101);
    await list.getByRole('button', { name: 'Next' }).click();
    await expect(list).toContainText('101 to 200 of');
  });
  await test.step('[SYNC-08] the import is there at once for a synchronization without a source', async () => {
    await console.result.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(console.result).toContainText('Run Synchronization brings it into the site database', { timeout: 60_000 });
    const sheet = await console.openSoftwareUpdatePoint();
    await sheet.getByRole('tab', { name: 'Sync Settings' }).click();
    await sheet.getByRole('radio', { name: /Do not synchronize/ }).check();
    await sheet.getByRole('button', { name: 'OK' }).click();
    await expect(sheet).toBeHidden();
    await console.synchronize();
    await expect(console.result).toContainText('Updated 5573 items in SMS database');
  });
});
