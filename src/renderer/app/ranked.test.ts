import { expect, test } from 'vitest';
import { ranked } from './ranked.ts';

const targets = [
  { label: 'Synchronization Status', where: 'System Status' },
  { label: 'Windows XP', where: 'Security Updates › Microsoft' },
  { label: 'Windows XP', where: 'Critical Updates › Microsoft' },
  { label: 'Run Synchronization', where: 'Update Repository' },
];

test('[REPO-01] Go to finds by the start of words in label or place, better matches first', () => {
  expect(ranked(targets, 'sync').map((t) => t.label)).toEqual(['Synchronization Status', 'Run Synchronization']);
  expect(ranked(targets, 'xp crit').map((t) => t.where)).toEqual(['Critical Updates › Microsoft']);
  expect(ranked(targets, '')).toHaveLength(4);
  expect(ranked(targets, 'no such')).toEqual([]);
});
