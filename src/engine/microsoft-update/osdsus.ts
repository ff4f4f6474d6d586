import { cell, FactsError, type Facts, type Row } from './facts.ts';
import { payloadFile } from './files.ts';
import { purposeOf } from './listed.ts';
import type { Architecture, Draft, DraftFile } from './model.ts';
import { componentOf, type Products } from './products.ts';
import { scaledSize } from './payload.ts';
import type { MsrcSeverity } from '../wsus/index.ts';

const severities = new Set(['Critical', 'Important', 'Moderate', 'Low']);

/**
 * Drafts of the updates whose real ids, titles, files and digests are known (2013 on).
 * @throws FactsError when a product is no category.
 */
export function osdsusDrafts(facts: Facts, products: Products): Draft[] {
  const files = Map.groupBy(facts.osdsusFiles, (row) => cell(row, 'update_id'));
  const names = facts.categories.filter((row) => cell(row, 'type') === 'Product').map((row) => cell(row, 'name'));
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  return facts.osdsusUpdates.map((row) => draftOf(row, splitProducts(cell(row, 'products'), longestFirst), products, files.get(cell(row, 'update_id')) ?? []));
}

/** "Windows 10 Windows 10 LTSB" and "Windows 10;Windows 10 LTSB" are both two products. */
function splitProducts(text: string, longestFirst: readonly string[]): string[] {
  const found = new Set<string>();
  let rest = text;
  while (rest !== '') {
    const name = longestFirst.find((one) => rest.startsWith(one) && /^(?:$|[ ;])/.test(rest.slice(one.length)));
    if (name === undefined) throw new FactsError(`"${text}" holds a product that is no category.`);
    found.add(name);
    rest = rest.slice(name.length).replace(/^[ ;]/, '');
  }
  return [...found];
}

function draftOf(row: Row, productNames: readonly string[], products: Products, files: readonly Row[]): Draft {
  const architecture = cell(row, 'arch') as Architecture;
  const severity = cell(row, 'msrc_severity');
  const targets = productNames.map((name) => products.target(name, architecture, null));
  const title = cell(row, 'title');
  const [target] = targets;
  return {
    updateId: cell(row, 'update_id').toLowerCase(),
    kb: cell(row, 'kb'), title, architecture, products: productNames, targets,
    description: purposeOf(cell(row, 'classification')),
    classification: cell(row, 'classification'),
    severity: severities.has(severity) ? (severity as MsrcSeverity) : undefined,
    reboot: 'CanRequestReboot',
    component: target ? componentOf(officeComponent(title), '', target) : { kind: 'product' },
    legacyName: cell(row, 'legacy_name') || undefined,
    revisions: [{
      number: 200, publishedAt: Date.parse(cell(row, 'creation_date')), cves: [], expired: false,
      bulletins: cell(row, 'security_bulletins').split(/[;,]/).filter((one) => one !== ''),
    }],
    supersedes: [],
    files: files.map(fileOf),
  };
}

/** "Update for Microsoft Word 2010 (KB…)" → "Microsoft Word 2010", as the bulletin list names components. */
function officeComponent(title: string): string {
  return / for (Microsoft \w+(?: Designer)? \d{4})/.exec(title)?.[1] ?? '';
}

/** Named as the real one; what stands for its content is made here, so digests, size and address are the payload's (decision 0017). */
function fileOf(row: Row): DraftFile {
  const patchingType = cell(row, 'patching_type');
  // By the real digest: what is one file of several updates at Microsoft is one here too.
  const { file, url } = payloadFile(cell(row, 'sha1_hex').toLowerCase(), cell(row, 'file_name'), scaledSize(Number(cell(row, 'size'))));
  return { file: { ...file, ...(patchingType === '' || patchingType === 'None' ? {} : { patchingType }) }, url };
}
