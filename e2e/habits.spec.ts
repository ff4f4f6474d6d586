import { ConsolePage } from './support/console-page.ts';
import { expect, test } from './support/fixtures.ts';

/** Nodes that show a list, with a word that one of its rows shows. */
const lists: [path: string[], word: string][] = [
  [['Site Database (CEN – Central Site)'], 'System Status'],
  [['Site Management'], 'CEN'],
  [['Site Management', 'CEN – Central Site', 'Site Settings'], 'Site Systems'],
  [['Site Management', 'CEN – Central Site', 'Site Settings', 'Component Configuration'], 'Software Update Point'],
  [['Site Management', 'CEN – Central Site', 'Site Settings', 'Site Systems', 'CEN01.corp.lab'], 'component server'],
  [['Computer Management', 'Collections'], 'All Systems'],
  [['Computer Management', 'Collections', 'All Systems'], 'DESKTOP'],
  [['Computer Management', 'Software Updates'], 'KB'],
  [['Computer Management', 'Software Updates', 'Update Repository'], 'Critical Updates'],
  [['Computer Management', 'Software Updates', 'Update Repository', 'All Updates'], 'MS12-063'],
  [['Computer Management', 'Software Updates', 'Update Repository', 'Search Folders'], 'October'],
  [['Computer Management', 'Software Updates', 'Update Lists'], 'January'],
  [['System Status', 'Status Messages'], 'synchron'],
  [['System Status', 'History'], 'fleet'],
  [['Tools', 'Logs'], 'wsyncmgr'],
];

test('[REPO-03] every list has the Find bar, Add/Remove Columns and Export List', async ({ synchronized: { console } }) => {
  const { page } = console;
  for (const [path, word] of lists) {
    await test.step(path.at(-1)!, async () => {
      await console.go(...path);
      await expect(console.result.getByRole('heading', { level: 1 })).toContainText(path.length === 2 && path[1] === 'Software Updates' ? 'Summary' : path.at(-1)!);
      const box = console.result.getByRole('textbox', { name: 'Look for:' });
      await expect(box).toBeVisible();
      await page.keyboard.press('ControlOrMeta+f');
      await expect(box).toBeFocused();
      await box.fill(word);
      await page.keyboard.press('Enter');
      await expect(console.result.getByRole('button', { name: 'Clear' }).first()).toBeEnabled();
      await box.fill('no row has this');
      await page.keyboard.press('Enter');
      await expect(console.statusBar).toContainText(/(^|\D)0 /);
      await console.result.getByRole('button', { name: 'Clear' }).first().click();
      await console.action('Add/Remove Columns…').click();
      await console.dialog('Add/Remove Columns').getByRole('button', { name: 'Cancel' }).click();
      await console.action('Export List…').click();
      const dialog = console.dialog('Export List');
      await expect(dialog).toContainText(/\d rows? with the \d+ columns? shown/);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    });
  }
});

test('[REPO-03] Export List writes what is shown, of all rows, in the order shown; rows and cells are copied', async ({ synchronized: { console, host } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Update Repository');
  await test.step('all rows as comma-delimited text', async () => {
    await console.header('Software Updates').click();
    await expect(console.header('Software Updates')).toHaveAttribute('aria-sort', 'ascending');
    await console.action('Export List…').click();
    const dialog = console.dialog('Export List');
    await dialog.getByRole('radio', { name: /comma delimited/ }).click();
    const { name, text } = await host.saved(() => dialog.getByRole('button', { name: 'Export', exact: true }).click());
    expect(name).toBe('Update Repository.csv');
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toBe('﻿Name,Software Updates');
    expect(lines).toContain('All Updates,"5,573"');
    expect(lines.length).toBe((await console.column('name')).length + 1);
  });
  await test.step('Ctrl+C copies rows, Ctrl+Shift+C the cell that Left and Right choose', async () => {
    const box = console.result.getByRole('textbox', { name: 'Look for:' });
    const pasted = async () => {
      await box.fill('');
      await box.press('ControlOrMeta+v');
      const text = await box.inputValue();
      // What stands here is looked for at once.
      await box.fill('');
      return text;
    };
    await console.cell(console.row('All Updates'), 'name').click();
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.getByText('1 row copied')).toBeVisible();
    expect(await pasted()).toMatch(/^All Updates[\t ]5,573$/);
    await console.cell(console.row('All Updates'), 'name').click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+Shift+c');
    await expect(page.getByText('Cell copied')).toBeVisible();
    expect(await pasted()).toBe('5,573');
    await console.row('All Updates').click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: /^Copy Cell/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });
});

test('[REPO-03] columns are moved, sized, fitted and hidden with the keyboard, and stay so', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  const heading = (name: string) => console.header(name).getByRole('button');
  const order = () => console.grid.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset['col']));
  await heading('Article ID').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Move Left/ }).click();
  await expect.poll(order).toEqual(expect.arrayContaining(['icon', 'articleId', 'bulletinId']));
  expect((await order()).slice(0, 3)).toEqual(['icon', 'articleId', 'bulletinId']);
  const width = async () => (await console.header('Article ID').boundingBox())!.width;
  const before = await width();
  await heading('Article ID').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBe(before + 8);
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Hide Column' }).click();
  await expect(console.header('Article ID')).toHaveCount(0);
  await console.go('Tools', 'Logs');
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await expect(console.header('Article ID')).toHaveCount(0);
});

test('[REPO-01] a node is kept as a favorite, renamed, opened again and removed', async ({ synchronized: { console } }) => {
  const { page } = console;
  const favorites = (item: string | RegExp) => async () => {
    await page.getByRole('button', { name: 'Favorites', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await console.go('Tools', 'Logs');
  await favorites('Add to Favorites…')();
  const add = console.dialog('Add to Favorites');
  await expect(add.getByLabel('Favorite name:')).toHaveValue('Logs');
  await add.getByLabel('Favorite name:').fill('What the site writes');
  await page.keyboard.press('Enter');
  await expect(add).toBeHidden();
  await page.reload();
  await console.opened();
  await console.go('System Status', 'History');
  await favorites('What the site writes')();
  await expect(console.result.getByRole('heading', { name: 'Logs' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(console.result.getByRole('heading', { name: 'History' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(console.result.getByRole('heading', { name: 'Logs' })).toBeVisible();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(console.result.getByRole('heading', { name: 'Tools' })).toBeVisible();
  await favorites('Organize Favorites…')();
  const organize = console.dialog('Organize Favorites');
  await organize.getByLabel('Name:').fill('Site logs');
  await organize.getByRole('button', { name: 'OK' }).click();
  await favorites('Organize Favorites…')();
  await expect(organize.getByRole('option', { name: 'Site logs' })).toBeVisible();
  await organize.getByRole('button', { name: 'Remove' }).click();
  await organize.getByRole('button', { name: 'OK' }).click();
  await page.getByRole('button', { name: 'Favorites', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Organize Favorites…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Site logs' })).toHaveCount(0);
});

test('[REPO-01] typing above the tree narrows it to what has the text, with the way to it', async ({ synchronized: { console } }) => {
  const { page } = console;
  const filter = page.getByRole('searchbox', { name: 'Filter the console tree' });
  await filter.fill('component');
  await expect(console.node('Component Configuration')).toBeVisible();
  await expect(console.node('Site Settings')).toBeVisible();
  await expect(console.node('Tools')).toHaveCount(0);
  await filter.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(console.result.getByRole('heading', { name: 'Component Configuration' })).toBeVisible();
  await filter.press('Escape');
  await expect(filter).toHaveValue('');
  await expect(console.node('Tools')).toBeVisible();
  await expect(console.node('Component Configuration')).toHaveAttribute('aria-selected', 'true');
});

test('[REPO-01] zoomed to 125, 150 and 200 percent nothing of the frame is cut off', async ({ synchronized: { console, host } }) => {
  test.skip(host.kind === 'desktop', 'The size of the page is set by the driver of the browser.');
  const { page } = console;
  for (const zoom of [1.25, 1.5, 2]) {
    await page.setViewportSize({ width: Math.round(1440 / zoom), height: Math.round(900 / zoom) });
    for (const path of [['Computer Management', 'Software Updates'], ['Computer Management', 'Software Updates', 'Update Repository', 'All Updates'], ['System Status', 'Status Messages']]) {
      await console.go(...path);
      await expect(console.grid).toBeVisible();
      const outside = await page.evaluate(() => {
        const parts = [...document.querySelectorAll<HTMLElement>('.title-row > *, .tools > *, .go-to, .find-bar > *, .status-bar > .status-part, .panes > *')];
        return parts.filter((part) => part.offsetWidth > 0 && getComputedStyle(part).position !== 'absolute').filter((part) => {
          const box = part.getBoundingClientRect();
          const room = part.closest('.page')?.getBoundingClientRect() ?? { left: 0, right: window.innerWidth };
          return box.right > room.right + 1 || box.left < room.left - 1;
        }).map((part) => `${part.className} ${part.textContent}`.slice(0, 60));
      });
      expect(outside, `${zoom} ${path.at(-1)}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect((await console.grid.boundingBox())!.height, `${zoom} ${path.at(-1)}`).toBeGreaterThan(90);
    }
  }
});

test('[REPO-01] a further window shows the same site and follows what the first one changes', async ({ synchronized: { console, host } }) => {
  const { page } = console;
  const opened = host.app ? host.app.waitForEvent('window') : page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Window', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New Window' }).click();
  const second = new ConsolePage(await opened);
  await second.opened();
  await second.go('Computer Management', 'Collections');
  await console.go('Computer Management', 'Collections');
  await console.action('New Collection…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /Name/ }).fill('Two windows');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.node('Two windows')).toBeVisible();
  await expect(second.row('Two windows')).toBeVisible();
  await second.page.close();
  await console.action('Refresh').click();
  await expect(console.result.getByRole('heading', { name: 'Two windows' })).toBeVisible();
});
