import type { Breath } from '../../kernel/index.ts';
import type { FileLocation } from '../catalog-store/index.ts';
import { createCabinetWriter } from '../cabinet/index.ts';
import { prerequisiteIds, type Update } from '../metadata/index.ts';
import { escapeAttribute } from '../xml/index.ts';

/** One update of a package: its document as it came, and where its files can be had. */
export interface PackageEntry {
  readonly update: Update;
  readonly xml: string;
  readonly files: readonly FileLocation[];
}

export interface PackageAbout {
  /** GUID of the exporting server. */
  readonly serverId: string;
  /** Site time, ms. */
  readonly createdAt: number;
  readonly languages: readonly { readonly id: number; readonly short: string; readonly long: string; readonly enabled: boolean }[];
  /** What kind of category an id is; undefined when it is none that package.xml lists. */
  kindOf(id: string): 'Category' | 'Classification' | undefined;
}

export interface PackageWriter {
  /** Bytes the package holds so far, unpacked; a cabinet folder ends at 2 GiB. */
  size(): number;
  /** Updates so far. */
  count(): number;
  add(entry: PackageEntry): void;
  /** Completes the cabinet; answers with its bytes on disk. */
  finish(breath: Breath): Promise<number>;
  abandon(): void;
}

const hex8 = (n: number) => n.toString(16).padStart(8, '0');

/**
 * Writes a package to a new file (W§6). Documents go to disk at once; of package.xml's list some hundred bytes an update are
 * kept until `finish`.
 * @throws CabError TooLarge at the end of a cabinet folder, and what the file system says
 */
export function createPackageWriter(file: string, about: PackageAbout): PackageWriter {
  const cabinet = createCabinetWriter(file, ['metadata.txt', 'package.xml']);
  cabinet.next();
  const files: string[] = [];
  const updates: string[] = [];
  const listed = new Set<string>();
  let size = 0;

  return {
    size: () => size,
    count: () => updates.length,
    add: ({ update, xml, files: locations }) => {
      const { updateId, revisionNumber } = update.identity;
      const line = Buffer.from(`${updateId},${hex8(revisionNumber)},${hex8(xml.length)},${xml}\r\n`, 'utf8');
      cabinet.write(line);
      const element = updateElement(update, about.kindOf);
      updates.push(element);
      size += line.length + element.length;
      for (const { digest, url } of locations) {
        if (listed.has(digest)) continue;
        listed.add(digest);
        const name = update.files.find((one) => one.digest === digest)?.fileName ?? '';
        const location = `<File Digest="${escapeAttribute(digest)}" MUUrl="${escapeAttribute(url)}" Name="${escapeAttribute(name)}"/>`;
        files.push(location);
        size += location.length;
      }
    },
    finish: async (breath) => {
      cabinet.next();
      const write = (text: string) => cabinet.write(Buffer.from(text, 'utf8'));
      const writeAll = async (texts: readonly string[]) => {
        for (const text of texts) {
          write(text);
          const pause = breath();
          if (pause) await pause;
        }
      };
      write(`<?xml version="1.0" encoding="utf-8"?><ExportPackage ServerID="${about.serverId}" CreationTime="${new Date(about.createdAt).toISOString()}" FormatVersion="1.0" ProtocolVersion="1.20"><Languages>`);
      for (const { id, short, long, enabled } of about.languages) write(`<Language Id="${id}" ShortName="${short}" LongName="${escapeAttribute(long)}" Enabled="${enabled}"/>`);
      write('</Languages><Files>');
      await writeAll(files);
      write('</Files><Updates>');
      await writeAll(updates);
      write('</Updates></ExportPackage>');
      return cabinet.finish();
    },
    abandon: cabinet.abandon,
  };
}

function updateElement(update: Update, kindOf: PackageAbout['kindOf']): string {
  const ids = prerequisiteIds(update);
  const list = (kind: 'Category' | 'Classification') => ids.filter((id) => kindOf(id) === kind).map((id) => `<${kind} Value="${id}"/>`).join('');
  const files = update.files.map(({ digest }) => `<File Digest="${escapeAttribute(digest)}"/>`).join('');
  const { updateId, revisionNumber } = update.identity;
  return `<Update UpdateId="${updateId}" RevisionNumber="${revisionNumber}"><Files>${files}</Files><Categories>${list('Category')}</Categories><Classifications>${list('Classification')}</Classifications></Update>`;
}
