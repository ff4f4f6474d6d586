/** The seven tabs in order (SYNC-01) and the part of the settings each shows. */
export const tabs = [
  { name: 'General', path: 'general' },
  { name: 'Internet-based', path: 'internetBased' },
  { name: 'Sync Settings', path: 'syncSettings' },
  { name: 'Classifications', path: 'classifications' },
  { name: 'Products', path: 'products' },
  { name: 'Sync Schedule', path: 'syncSchedule' },
  { name: 'Languages', path: 'languages' },
] as const;

export type TabName = (typeof tabs)[number]['name'];

export const isTab = (name: string | undefined): name is TabName => tabs.some((tab) => tab.name === name);
