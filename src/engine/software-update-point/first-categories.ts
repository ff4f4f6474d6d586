import type { Category } from '../../contract/index.ts';

/**
 * What can be chosen before the first synchronization has brought the real list (D§2.4, D§2.5): the classifications and
 * the two product families of the default selection, with their real ids.
 */
const classification = (id: string, title: string): Category => ({ id, title, kind: 'classification', parentId: null, updates: 0 });
const family = (id: string, title: string): Category => ({ id, title, kind: 'productFamily', parentId: null, updates: 0 });

export const firstCategories: readonly Category[] = [
  classification('e6cf1350-c01b-414d-a61f-263d14d133b4', 'Critical Updates'),
  classification('e0789628-ce08-4437-be74-2495b842f43b', 'Definition Updates'),
  classification('ebfc1fc5-71a4-4f7b-9aca-3b9a503104a0', 'Drivers'),
  classification('b54e7d24-7add-428f-8b75-90a396fa584f', 'Feature Packs'),
  classification('0fa1201d-4330-4fa8-8ae9-b877473b6441', 'Security Updates'),
  classification('68c5b0a3-d1a6-4553-ae49-01d3a7827828', 'Service Packs'),
  classification('b4832bd8-e735-4761-8daf-37f882276dab', 'Tools'),
  classification('28bc880e-0592-4cbf-8f95-c79b17911d5f', 'Update Rollups'),
  classification('cd5ffd1e-e932-4e3a-bf74-18bf0b1bbd83', 'Updates'),
  family('477b856e-65c4-4473-b621-a8b230bb70d9', 'Office'),
  family('6964aab4-c5b5-43bd-a17d-ffb4346a8e1d', 'Windows'),
];
