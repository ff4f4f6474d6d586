import { expect, test } from 'vitest';
import { titles, topic, topicIds } from './topics.ts';

test('[REPO-01] every help page exists under its own id and leads only to pages that exist', () => {
  for (const id of topicIds) for (const other of topic(id).also) expect(titles[other], `${id} → ${other}`).toBeDefined();
  expect(topic('no such page').title).toBe('Software Updates');
});
