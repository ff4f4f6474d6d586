import { expect, test } from 'vitest';
import { prettyXml } from './pretty-xml.ts';

test('[REPO-05] metadata is shown one element a line, nested', () => {
  expect(prettyXml('<Update><Properties DefaultLanguage="en"/><List><Title>A &lt;b&gt;</Title></List></Update>')).toBe(
    ['<Update>', '  <Properties DefaultLanguage="en"/>', '  <List>', '    <Title>A &lt;b&gt;</Title>', '  </List>', '</Update>'].join('\n'),
  );
});
