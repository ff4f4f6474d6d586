import { expect, type Locator, type Page } from '@playwright/test';

/** The console as an administrator uses it; the same on both hosts. Names are what the screen says. */
export class ConsolePage {
  readonly page: Page;
  readonly tree: Locator;
  readonly actions: Locator;
  readonly result: Locator;
  readonly grid: Locator;
  readonly statusBar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tree = page.getByRole('tree', { name: 'Console tree' });
    this.actions = page.getByRole('complementary', { name: 'Actions' });
    this.result = page.getByRole('main');
    this.grid = this.result.getByRole('grid');
    this.statusBar = page.getByRole('contentinfo');
  }

  async opened() {
    await expect(this.tree).toBeVisible();
  }

  node(name: string | RegExp): Locator {
    return this.tree.getByRole('treeitem', { name, exact: typeof name === 'string' });
  }

  /** Opens the tree along `path`, each name looked for below the one before, and selects the last. */
  async go(...path: string[]) {
    let after = -1;
    for (const [nth, name] of path.entries()) {
      const node = await this.#below(name, after);
      await node.click();
      after = await this.#indexOf(node);
      if (nth === path.length - 1) break;
      if ((await node.getAttribute('aria-expanded')) === 'false') await node.press('ArrowRight');
    }
  }

  async #indexOf(node: Locator): Promise<number> {
    return node.evaluate((element) => [...element.parentElement!.children].indexOf(element));
  }

  /** The first node of that name behind the row `after`; waits for folders that arrive with a synchronization. */
  async #below(name: string, after: number): Promise<Locator> {
    const named = this.node(name);
    let found: Locator | undefined;
    await expect(async () => {
      for (const one of await named.all()) {
        if ((await this.#indexOf(one)) > after) {
          found = one;
          return;
        }
      }
      throw new Error(`There is no node ${name} below row ${after}.`);
    }).toPass();
    return found!;
  }

  async installDistributionPoint(server: string) {
    await this.go('Site Management', 'CEN – Central Site', 'Site Settings', 'Site Systems');
    await this.action('New Distribution Point…').click();
    const dialog = this.dialog('New Distribution Point');
    await dialog.getByLabel('Server').fill(server);
    await dialog.getByRole('button', { name: 'OK' }).click();
    await expect(this.result.getByRole('heading', { name: server })).toBeVisible();
    await expect(this.row('ConfigMgr distribution point')).toBeVisible();
  }

  action(name: string): Locator {
    return this.actions.getByRole('button', { name, exact: true });
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name }).or(this.page.getByRole('alertdialog', { name }));
  }

  row(text: string | RegExp): Locator {
    return this.grid.getByRole('row').filter({ hasText: text });
  }

  cell(row: Locator, column: string): Locator {
    return row.locator(`[data-col="${column}"]`);
  }

  header(name: string): Locator {
    return this.grid.getByRole('columnheader', { name });
  }

  /** Texts of a column in the rows in sight. */
  async column(name: string): Promise<string[]> {
    return this.grid.locator(`.grid-row [data-col="${name}"]`).allInnerTexts();
  }

  /** Runs a synchronization from the Update Repository and waits until it is done. */
  async synchronize() {
    await this.startSynchronization();
    await expect(this.result.getByText('Done', { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  }

  async startSynchronization() {
    await this.go('Computer Management', 'Software Updates', 'Update Repository');
    await this.action('Run Synchronization').click();
    const dialog = this.dialog('Run Synchronization');
    await expect(dialog).toContainText('may take a while');
    await dialog.getByRole('button', { name: 'Run Synchronization' }).click();
    await expect(dialog).toBeHidden();
  }

  /** A fleet of the lab whose computers have all scanned. */
  async makeFleet(computers: number) {
    await this.go('Lab');
    const fleet = this.result.getByRole('region', { name: 'Computers', exact: true });
    await fleet.getByLabel('Fleet size').fill(String(computers));
    await fleet.getByRole('button', { name: 'Make the Fleet' }).click();
    await expect(fleet).toContainText(`${computers} computers`);
    await this.result.getByRole('button', { name: 'Every Computer Has Scanned' }).click();
    await expect(this.result.getByText('On the way to')).toBeVisible();
    await expect(this.result.getByText('On the way to')).toBeHidden();
  }

  async lookFor(text: string) {
    await this.result.getByRole('textbox', { name: 'Look for:' }).fill(text);
    await this.result.getByRole('button', { name: 'Find Now' }).click();
  }

  /** A server's page below Site Systems. */
  async openSiteSystem(server: string) {
    await this.go('Site Management', 'CEN – Central Site', 'Site Settings', 'Site Systems', server);
    await expect(this.result.getByRole('heading', { name: server })).toBeVisible();
  }

  async openSoftwareUpdatePoint(site = 'CEN – Central Site'): Promise<Locator> {
    await this.go('Site Management', site, 'Site Settings', 'Component Configuration');
    await this.row('Software Update Point Component').dblclick();
    const sheet = this.dialog('Software Update Point Component Properties');
    await expect(sheet).toBeVisible();
    return sheet;
  }

  /** Leaves service packs as the only classification: a synchronization of seconds. */
  async chooseFewUpdates() {
    const sheet = await this.openSoftwareUpdatePoint();
    await sheet.getByRole('tab', { name: 'Classifications' }).click();
    for (const name of ['Critical Updates', 'Security Updates', 'Update Rollups']) await sheet.getByRole('treeitem', { name, exact: true }).click();
    await sheet.getByRole('button', { name: 'OK' }).click();
    await expect(sheet).toBeHidden();
  }
}
