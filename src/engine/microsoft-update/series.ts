import { cell, FactsError, type Row } from './facts.ts';
import { generatedFile } from './files.ts';
import { nameBasedId } from './ids.ts';
import type { Architecture, Draft } from './model.ts';
import { dayLength, patchTuesday, publicationOf } from './moments.ts';
import type { Products } from './products.ts';
import { definitionRules, removalToolRules } from './rules/index.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** How long a superseded definition stays offered before it is marked expired. */
const expiry = 3 * dayLength;

interface Issue {
  readonly publishedAt: number;
  /** Appears in the title. */
  readonly name: string;
}

/** Drafts of data/series.tsv: updates that come again and again under one KB, each replacing the one before, which then expires. */
export function seriesDrafts(rows: readonly Row[], products: Products): Draft[] {
  return rows.flatMap((row) => {
    const issues = issuesOf(row);
    return issues.map((issue, index) => seriesDraft(row, issue, products, { before: issues[index - 1], after: issues[index + 1] }));
  });
}

function issuesOf(row: Row): Issue[] {
  const first = publicationOf(cell(row, 'first'));
  const last = publicationOf(cell(row, 'last'));
  const rhythm = cell(row, 'rhythm');
  if (rhythm === 'monthly') return monthly(first, last);
  if (rhythm === 'daily') return daily(first, last);
  throw new FactsError(`series.tsv: "${rhythm}" is no rhythm.`);
}

function monthly(first: number, last: number): Issue[] {
  const issues: Issue[] = [];
  const start = new Date(first);
  for (let month = start.getUTCMonth(); ; month += 1) {
    const publishedAt = patchTuesday(start.getUTCFullYear(), month);
    if (publishedAt > last) return issues;
    const day = new Date(publishedAt);
    issues.push({ publishedAt, name: `${months[day.getUTCMonth()]} ${day.getUTCFullYear()}` });
  }
}

/** Definition versions are not known day by day: 1.141.0.0 on the first day, the third number growing with the days. */
function daily(first: number, last: number): Issue[] {
  const count = Math.floor((last - first) / dayLength) + 1;
  return Array.from({ length: count }, (_, day) => ({
    publishedAt: first + day * dayLength,
    name: `1.${141 + Math.floor(day / 30)}.${(day % 30) * 97}.0`,
  }));
}

function seriesDraft(row: Row, issue: Issue, products: Products, { before, after }: { before?: Issue; after?: Issue }): Draft {
  const kb = cell(row, 'kb');
  const architecture = cell(row, 'architecture') as Architecture;
  const names = cell(row, 'products').split(';');
  const idOf = (one: Issue): string => nameBasedId(`series ${kb} ${names[0]} ${architecture} ${one.name}`);
  const updateId = idOf(issue);
  const title = cell(row, 'title').replace('{month}', issue.name).replace('{version}', issue.name);
  const definition = cell(row, 'classification') === 'Definition Updates';
  const subject = definition ? (names[0] ?? '').replaceAll(' ', '') : 'Windows';
  const fileName = `${subject}-KB${kb}-${issue.name.replaceAll(' ', '')}-${architecture}.exe`;
  const now = { number: 100, publishedAt: issue.publishedAt, bulletins: [], cves: [], expired: false };
  return {
    updateId, kb, title, architecture, products: names, supersedes: before ? [idOf(before)] : [],
    description: definition ? 'New signatures to recognize malicious software.' : 'Checks the computer for widespread malicious software and removes what it finds.',
    classification: cell(row, 'classification'),
    reboot: definition ? 'NeverReboots' : 'CanRequestReboot',
    targets: names.map((name) => products.target(name, architecture, null)),
    component: { kind: 'product' },
    applicability: definition ? definitionRules(names[0] ?? '', issue.name) : removalToolRules(architecture, updateId),
    revisions: after ? [now, { ...now, number: 101, publishedAt: after.publishedAt + expiry, expired: true }] : [now],
    files: [generatedFile(updateId, fileName, issue.publishedAt)],
  };
}
