import { useMemo } from 'react';
import type { Category, Language, SoftwareUpdatePointSettings } from '../../../../contract/index.ts';
import { CategoriesTab } from './CategoriesTab.tsx';
import { classificationTree, productTree } from './category-tree.ts';
import { GeneralTab } from './GeneralTab.tsx';
import { InternetBasedTab } from './InternetBasedTab.tsx';
import { LanguagesTab } from './LanguagesTab.tsx';
import { ScheduleTab } from './ScheduleTab.tsx';
import { SyncSettingsTab } from './SyncSettingsTab.tsx';
import type { TabName } from './tabs.ts';

interface Props {
  current: TabName;
  stored: SoftwareUpdatePointSettings;
  categories: readonly Category[];
  languages: readonly Language[];
  parent: string | null;
  onSynchronize(): void;
}

/** What the chosen tab shows. */
export function TabBody({ current, stored, categories, languages, parent, onSynchronize }: Props) {
  const products = useMemo(() => productTree(categories), [categories]);
  const classifications = useMemo(() => classificationTree(categories), [categories]);
  switch (current) {
    case 'General':
      return <GeneralTab />;
    case 'Internet-based':
      return <InternetBasedTab />;
    case 'Sync Settings':
      return <SyncSettingsTab parent={parent} />;
    case 'Classifications':
      return <CategoriesTab key="classifications" name="classifications" root="All Classifications" heading="Classification" one="classification" nodes={classifications} stored={stored.classifications} parent={parent} onSynchronize={onSynchronize} />;
    case 'Products':
      return <CategoriesTab key="products" name="products" root="All Products" heading="Product" one="product" nodes={products} stored={stored.products} parent={parent} onSynchronize={onSynchronize} />;
    case 'Sync Schedule':
      return <ScheduleTab />;
    case 'Languages':
      return <LanguagesTab languages={languages} parent={parent} />;
  }
}
