import { isUpdateLabel, namesDomainController } from './labels.ts';
import type { Architecture, ProductType, SystemInfo } from './model.ts';
import { listUpdates, namesUpdate } from './update-ids.ts';
import { operatingSystemOf, plainCaption } from './windows.ts';

interface Field {
  readonly label: string;
  readonly value: string;
  /** What stands behind [01], [02] … below the field. */
  readonly items: string[];
}

/** "5.1.2600 Service Pack 2 Build 2600", "10.0.17763 暂缺 Build 17763": in every language the version first and its build last. */
const versionShape = /^(\d+\.\d+\.(\d+))\b(?:.*\D)?\2$/;
const architectureShape = /\b(x64|x86|ia64|Itanium)\b.*\bPC\b|\bPC\b.*\b(x64|x86|ia64|Itanium)\b/i;
const localeShape = /^([a-z]{2,3}(?:-[a-z]{2,4})*);\S/i;
const memoryShape = /^([\d.,\s\u00a0ÿ\u202f']+)(?:MB|Mo|МБ)$/;

/** The fields of an output in their order. */
export function fieldsOf(lines: readonly string[]): Field[] {
  const fields: Field[] = [];
  for (const line of lines) {
    const item = /^\s+\[(\d*)(\]?)[^:]{0,2}(:?)\s*(.*)$/.exec(line);
    const field = /^([^\s:[][^:]*):(?:\s+(.*))?$/.exec(line);
    if (field) fields.push({ label: field[1]!.trim(), value: (field[2] ?? '').trim(), items: [] });
    else if (item && item[3] === ':') fields.at(-1)?.items.push(item[4]!.trim());
    else if (item) fields.at(-1)?.items.push(`[${item[1]}${item[2]}`);
  }
  return fields;
}

export const isSystemInfo = (fields: readonly Field[]): boolean => fields.some(({ value }) => versionShape.test(value)) || fields.filter(({ label }) => isUpdateLabel(label)).length > 0;

/** What an output of `systeminfo` says, or the names of the fields that were not understood. */
export function readSystemInfo(fields: readonly Field[]): SystemInfo | { missing: string[] } {
  const versionAt = fields.findIndex(({ value }) => versionShape.test(value));
  const version = versionShape.exec(fields[versionAt]?.value ?? '');
  const captionAt = fields.findLastIndex(({ value }, at) => (versionAt < 0 || at < versionAt) && /\bWindows\b/.test(value));
  const typeAt = fields.findIndex(({ value }) => architectureShape.test(value));
  const language = fields.map(({ value }) => localeShape.exec(value)?.[1]).find((found) => found !== undefined);
  const updates = updatesOf(fields);
  const caption = plainCaption(fields[captionAt]?.value ?? '');
  const productType = productTypeOf(caption, fields);
  const operatingSystem = version ? operatingSystemOf(version[1]!, productType) : undefined;
  const missing = [
    ...(version ? [] : ['the version of Windows (as "5.1.2600 Service Pack 3 Build 2600")']),
    ...(captionAt >= 0 ? [] : ['the name of Windows']),
    ...(version && !operatingSystem ? [`which Windows ${version[1]} is`] : []),
    ...(typeAt >= 0 ? [] : ['the system type (as "x64-based PC")']),
    ...(language ? [] : ['the system locale (as "en-us;English (United States)")']),
    ...(updates ? [] : ['the list of installed updates']),
  ];
  if (!version || !operatingSystem || !language || !updates || missing.length > 0) return { missing };
  return {
    kind: 'systeminfo', hostName: captionAt > 0 ? fields[0]!.value || null : null, operatingSystem, caption,
    version: version[1]!, build: Number(version[2]), servicePack: Number(/Service Pack (\d)/i.exec(fields[versionAt]!.value)?.[1] ?? 0),
    productType, architecture: architectureOf(fields[typeAt]!.value), language: language.toLowerCase(),
    // Manufacturer and model stand right above the system type in every language.
    manufacturer: fields[typeAt - 2]?.value ?? '', model: fields[typeAt - 1]?.value ?? '', memoryMb: memoryOf(fields),
    installedUpdates: updates,
  };
}

function productTypeOf(caption: string, fields: readonly Field[]): ProductType {
  if (fields.some(({ value }) => namesDomainController(value))) return 2;
  return /\bServer\b/i.test(caption) ? 3 : 1;
}

function architectureOf(value: string): Architecture {
  const found = architectureShape.exec(value)!;
  const name = (found[1] ?? found[2])!.toLowerCase();
  return name === 'itanium' ? 'ia64' : (name as Architecture);
}

function memoryOf(fields: readonly Field[]): number | null {
  const digits = fields.map(({ value }) => memoryShape.exec(value)?.[1]).find((found) => found !== undefined)?.replaceAll(/\D/g, '');
  return digits ? Number(digits) : null;
}

/** The field with entries that name updates; where none does, the one a known language calls so. */
function updatesOf(fields: readonly Field[]): ReturnType<typeof listUpdates> | undefined {
  const field = fields.find(({ items }) => items.some(namesUpdate)) ?? fields.find(({ label }) => isUpdateLabel(label));
  if (!field) return undefined;
  const announced = /\d+/.exec(field.value)?.[0];
  return listUpdates(field.items, announced === undefined ? null : Number(announced));
}
