import { deploymentSettings, defaultDeploymentSettings, type DeploymentSettings } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import { elementsOf, escapeText, readXml, textOf, XmlError, type XmlElement } from '../wsus/index.ts';

const ROOT = 'TemplateDescription';
const limits = { characters: 64 * 1024, depth: 12, elements: 1000, attributes: 16 };

const refused = (why: string) => new Failure('REFUSED', { what: 'The deployment template was not imported.', why, todo: 'Choose a file that was exported from a deployment template.' });

/** How one setting stands in the document; `read` answers undefined to what it cannot be. */
interface Element {
  readonly name: string;
  write(settings: DeploymentSettings): string;
  read(text: string, into: DeploymentSettings): DeploymentSettings | undefined;
}

const flag = (name: string, get: (s: DeploymentSettings) => boolean, set: (s: DeploymentSettings, value: boolean) => DeploymentSettings, [yes, no]: readonly [string, string] = ['true', 'false']): Element => ({
  name,
  write: (s) => (get(s) ? yes : no),
  read: (text, into) => (text.toLowerCase() === yes.toLowerCase() ? set(into, true) : text.toLowerCase() === no.toLowerCase() ? set(into, false) : undefined),
});
const choice = <T extends string>(name: string, words: Readonly<Record<T, string>>, get: (s: DeploymentSettings) => T, set: (s: DeploymentSettings, value: T) => DeploymentSettings): Element => ({
  name,
  write: (s) => words[get(s)],
  read: (text, into) => {
    const found = (Object.keys(words) as T[]).find((key) => words[key].toLowerCase() === text.toLowerCase());
    return found && set(into, found);
  },
});

const checked = ['Checked', 'Unchecked'] as const;
const points = { installFromPoint: 'InstallFromDP', downloadAndInstall: 'DownloadAndInstall' } as const;

/** The settings in the order in which the product writes them (D§5.2). */
const elements: readonly Element[] = [
  { name: 'CollectionId', write: (s) => s.collection ?? '', read: (text, into) => ({ ...into, collection: text === '' ? null : text }) },
  flag('IncludeSub', (s) => s.includeSubcollections, (s, includeSubcollections) => ({ ...s, includeSubcollections })),
  flag('AttendedInstall', (s) => s.displayNotifications, (s, displayNotifications) => ({ ...s, displayNotifications })),
  flag('UTC', (s) => s.utc, (s, utc) => ({ ...s, utc })),
  { name: 'Duration', write: (s) => String(s.duration.every), read: (text, into) => (/^\d{1,9}$/.test(text) ? { ...into, duration: { ...into.duration, every: Number(text) } } : undefined) },
  choice('DurationUnits', { hours: 'Hours', days: 'Days', weeks: 'Weeks', months: 'Months' }, (s) => s.duration.unit, (s, unit) => ({ ...s, duration: { ...s.duration, unit } })),
  flag('SuppressServers', (s) => s.suppressRestart.servers, (s, servers) => ({ ...s, suppressRestart: { ...s.suppressRestart, servers } }), checked),
  flag('SuppressWorkstations', (s) => s.suppressRestart.workstations, (s, workstations) => ({ ...s, suppressRestart: { ...s.suppressRestart, workstations } }), checked),
  flag('AllowRestart', (s) => s.restartOutsideWindows, (s, restartOutsideWindows) => ({ ...s, restartOutsideWindows })),
  flag('Deploy2003', (s) => s.sms2003.deploy, (s, deploy) => ({ ...s, sms2003: { ...s.sms2003, deploy } })),
  flag('CollectImmediately', (s) => s.sms2003.collectInventory, (s, collectInventory) => ({ ...s, sms2003: { ...s.sms2003, collectInventory } })),
  choice('LocalDPOption', points, (s) => s.sms2003.localPoint, (s, localPoint) => ({ ...s, sms2003: { ...s.sms2003, localPoint } })),
  choice('RemoteDPOption', { doNotInstall: 'DoNotInstall', ...points }, (s) => s.sms2003.remotePoint, (s, remotePoint) => ({ ...s, sms2003: { ...s.sms2003, remotePoint } })),
  flag('DisableMomAlert', (s) => s.disableAlerts, (s, disableAlerts) => ({ ...s, disableAlerts })),
  flag('GenerateMomAlert', (s) => s.alertOnFailure, (s, alertOnFailure) => ({ ...s, alertOnFailure })),
  flag('UseRemoteDP', (s) => s.slowBoundary === 'downloadAndInstall', (s, use) => ({ ...s, slowBoundary: use ? 'downloadAndInstall' : 'doNotInstall' })),
  flag('UseUnprotectedDP', (s) => s.unprotectedPoint === 'downloadAndInstall', (s, use) => ({ ...s, unprotectedPoint: use ? 'downloadAndInstall' : 'doNotInstall' })),
];
const known = new Map(elements.map((element) => [element.name, element]));

interface Place {
  from: number;
  to: number;
}

/** Comments, instructions, character data and tags; what lies between is text. */
const MARKUP = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(?:"[^"]*"|'[^']*'|[^>"'])*>/g;

/** Where the text of the root's children of known names stands in a document, and where the root ends. */
function placesIn(xml: string): { texts: Map<string, Place>; empty: Map<string, Place>; end: number | null } {
  const texts = new Map<string, Place>();
  const empty = new Map<string, Place>();
  let [depth, from] = [0, 0];
  let end: number | null = null;
  for (const { 0: tag, index } of xml.matchAll(MARKUP)) {
    if (tag.startsWith('<!') || tag.startsWith('<?')) continue;
    const name = /^<\/?([^\s/>]+)/.exec(tag)![1]!;
    if (tag.startsWith('</')) {
      depth -= 1;
      if (depth === 1 && known.has(name)) texts.set(name, { from, to: index });
      if (depth === 0) end = index;
    } else if (!tag.endsWith('/>')) {
      depth += 1;
      from = index + tag.length;
    } else if (depth === 1 && known.has(name)) empty.set(name, { from: index, to: index + tag.length });
  }
  return { texts, empty, end };
}

/** The settings in the document they came from: only what is another value now is written anew, all else stays to the letter. */
function rewritten(xml: string, settings: DeploymentSettings): string {
  const { texts, empty, end } = placesIn(xml);
  if (end === null) return writeDocument(settings, null);
  const before = readDocument(xml);
  const changes: (Place & { text: string })[] = [];
  for (const { name, write } of elements) {
    const value = write(settings);
    if (write(before) === value) continue;
    const [place, short] = [texts.get(name), empty.get(name)];
    const written = `<${name}>${escapeText(value)}</${name}>`;
    changes.push(place ? { ...place, text: escapeText(value) } : short ? { ...short, text: written } : { from: end, to: end, text: `  ${written}\n` });
  }
  return changes.toSorted((a, b) => a.from - b.from).reduceRight((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), xml);
}

/** A template's settings as the product stores them; `from` is the document they were read from, whose form is kept. */
export function writeDocument(settings: DeploymentSettings, from: string | null): string {
  if (from !== null) return rewritten(from, settings);
  return [
    `<${ROOT} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">`,
    ...elements.map(({ name, write }) => `  <${name}>${escapeText(write(settings))}</${name}>`),
    `</${ROOT}>`,
    '',
  ].join('\n');
}

function parsed(xml: string): XmlElement {
  try {
    return readXml(xml.replace(/^\uFEFF/, ''), limits);
  } catch (error) {
    if (error instanceof XmlError) throw refused(error.message);
    throw error;
  }
}

/**
 * Reads the settings of a template's document; what it leaves out is as a new template has it, elements unknown here are left
 * alone. Throws Failure REFUSED with the element that has no meaning.
 */
export function readDocument(xml: string): DeploymentSettings {
  const root = parsed(xml);
  if (root.name !== ROOT || root.kind !== '') throw refused(`It is a document ${root.name}, not ${ROOT}.`);
  let settings = defaultDeploymentSettings;
  const seen = new Set<string>();
  for (const child of elementsOf(root)) {
    const element = child.kind === '' ? known.get(child.name) : undefined;
    if (!element) continue;
    if (seen.has(child.name)) throw refused(`${child.name} stands in it twice.`);
    if (elementsOf(child).length > 0) throw refused(`${child.name} has elements in it instead of a value.`);
    seen.add(child.name);
    const next = element.read(textOf(child).trim(), settings);
    if (!next) throw refused(`${child.name} is “${textOf(child).trim().slice(0, 100)}”, which has no meaning.`);
    settings = next;
  }
  const checkedSettings = deploymentSettings.safeParse(settings);
  if (!checkedSettings.success) throw refused(checkedSettings.error.issues.map((issue) => issue.message).join(' '));
  return checkedSettings.data;
}
