import type { MsrcSeverity, RebootBehavior } from '../wsus/index.ts';
import type { Breath } from '../kernel/index.ts';
import { cell, type Row } from './facts.ts';
import { generatedFile, packageName, type KnownFiles } from './files.ts';
import { nameBasedId } from './ids.ts';
import type { Component, Draft, DraftRevision, Target } from './model.ts';
import { publicationOf } from './moments.ts';
import { componentOf, variantOf, type Products } from './products.ts';
import { securityTitle } from './titles.ts';

/** All rows of the bulletin list that are one package: same KB, product, architecture and variant. */
interface Group {
  readonly key: string;
  readonly target: Target;
  readonly component: Component;
  readonly rows: { readonly row: Row; readonly target: Target }[];
}

/**
 * Drafts of the security updates: one per KB, product, architecture and variant. Products that Microsoft Update never
 * carried are left out. Supersedence edges are joined on (bulletin, KB, product, architecture, variant); those that
 * leave the set or do not go back in time are dropped.
 */
export async function bulletinDrafts(rows: readonly Row[], products: Products, known: KnownFiles, breath: Breath): Promise<Draft[]> {
  const groups = await groupRows(rows, products, breath);
  const byBulletin = new Map<string, Group>();
  for (const group of groups.values()) {
    for (const { row } of group.rows) byBulletin.set(`${cell(row, 'bulletin_id')} ${group.key}`, group);
  }
  const drafts: Draft[] = [];
  for (const group of groups.values()) {
    drafts.push(draftOf(group, supersededBy(group, byBulletin), known));
    await breath();
  }
  return drafts;
}

async function groupRows(rows: readonly Row[], products: Products, breath: Breath): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const target = products.targetOf(cell(row, 'affected_product'), cell(row, 'affected_component'));
    if (target.product === null) continue;
    const component = componentOf(cell(row, 'affected_component'), cell(row, 'affected_product'), target);
    const key = keyOf(cell(row, 'kb'), target, variantOf(target, component));
    const group = groups.get(key) ?? { key, target, component, rows: [] };
    group.rows.push({ row, target });
    groups.set(key, group);
    const pause = breath();
    if (pause) await pause;
  }
  return groups;
}

function keyOf(kb: string, target: Target, variant: string): string {
  return [kb, target.product, target.architecture, variant].join('|');
}

/** "MS17-005[4010250]" or "MS14-037[2962872;2963952]", several separated by commas. */
function* referencesIn(supersedes: string): IterableIterator<{ bulletin: string; kb: string }> {
  for (const [, bulletin = '', kbs = ''] of supersedes.matchAll(/(MS\d\d-\d{3})\[([\d;]+)\]/g)) {
    for (const kb of kbs.split(';')) yield { bulletin, kb };
  }
}

function supersededBy(group: Group, byBulletin: ReadonlyMap<string, Group>): string[] {
  const found = new Set<string>();
  const variant = variantOf(group.target, group.component);
  const published = firstPublication(group);
  for (const { row } of group.rows) {
    for (const { bulletin, kb } of referencesIn(cell(row, 'supersedes'))) {
      const older = byBulletin.get(`${bulletin} ${keyOf(kb, group.target, variant)}`);
      if (older && firstPublication(older) < published) found.add(updateIdOf(older));
    }
  }
  return [...found].toSorted();
}

function firstPublication({ rows: [first] }: Group): number {
  return publicationOf(first ? cell(first.row, 'date_posted') : '');
}

function updateIdOf(group: Group): string {
  return nameBasedId(`update ${group.key}`);
}

function draftOf(group: Group, supersedes: readonly string[], known: KnownFiles): Draft {
  const { target, component } = group;
  const rows = group.rows.map((one) => one.row);
  const first = rows[0] ?? {};
  const kb = cell(first, 'kb');
  const updateId = updateIdOf(group);
  const impact = cell(first, 'component_impact').toLowerCase();
  const title = securityTitle(kb, target, component, cell(first, 'title'));
  return {
    updateId, kb, title,
    description: `${cell(first, 'bulletin_id')}: ${cell(first, 'title')}. ${impactSentence(impact)}`,
    classification: 'Security Updates',
    severity: severityOf(rows),
    reboot: rebootOf(rows.map((row) => cell(row, 'reboot'))),
    architecture: target.architecture,
    products: [target.product ?? ''],
    targets: group.rows.map((one) => one.target),
    component,
    revisions: revisionsOf(rows),
    supersedes,
    files: [generatedFile(updateId, packageName(kb, target, component, known), firstPublication(group))],
  };
}

function impactSentence(impact: string): string {
  return impact === '' || impact === 'not a vulnerability' ? 'Install it to keep the system up to date.' : `Without this update the system is open to ${impact}.`;
}

/** A KB that later bulletins name again was published again: each such day is a further revision. */
function revisionsOf(rows: readonly Row[]): DraftRevision[] {
  const days = [...new Set(rows.map((row) => cell(row, 'date_posted')))].toSorted();
  return days.map((day, index) => {
    const until = rows.filter((row) => cell(row, 'date_posted') <= day);
    return {
      number: 100 + index,
      publishedAt: publicationOf(day),
      bulletins: [...new Set(until.map((row) => cell(row, 'bulletin_id')))],
      cves: [...new Set(until.flatMap((row) => cell(row, 'cves').split(',')))].filter((cve) => cve !== '').toSorted(),
      expired: false,
    };
  });
}

const severities: readonly MsrcSeverity[] = ['Critical', 'Important', 'Moderate', 'Low'];

/** The worst severity of the component; where the list has none, the bulletin's. */
function severityOf(rows: readonly Row[]): MsrcSeverity | undefined {
  const of = (column: string): MsrcSeverity | undefined => severities.find((one) => rows.some((row) => cell(row, column) === one));
  return of('component_severity') ?? of('bulletin_severity');
}

const reboots: Readonly<Record<string, RebootBehavior>> = { Yes: 'AlwaysRequiresReboot', Maybe: 'CanRequestReboot', No: 'NeverReboots' };

/** The strongest of several statements; none means that a restart may be needed. */
export function rebootOf(statements: readonly string[]): RebootBehavior {
  const strongest = ['Yes', 'Maybe', 'No'].find((one) => statements.includes(one)) ?? 'Maybe';
  return reboots[strongest] ?? 'CanRequestReboot';
}
