import type { Breath } from '../../kernel/index.ts';
import { writeCabinet } from '../cabinet/index.ts';
import type { CatalogStore, StoredRevision } from '../catalog-store/index.ts';
import type { ServerUpdateData, UpdateData, UrlData } from '../protocol/index.ts';

/** UTF-16 bytes from which a document travels as a cabinet (W§3). */
const largestPlain = 5120;
/** Characters at which an answer is cut (W§3: about 2 MB). */
const answerLength = 2 * 1024 * 1024;

/** The documents of the given rows, as many as fit into one answer, at least one. */
export async function updateDataOf(rows: readonly StoredRevision[], store: CatalogStore, breath: Breath): Promise<ServerUpdateData> {
  const updates: UpdateData[] = [];
  const fileUrls = new Map<string, UrlData>();
  let length = 0;
  for (const row of rows) {
    await breath();
    const data = dataOf(row, store.getXml(row.rowId));
    const files = store.filesOf(row.rowId);
    length += (data.xmlUpdateBlob ?? data.xmlUpdateBlobCompressed ?? '').length + files.reduce((sum, { url }) => sum + url.length + 120, 300);
    if (length > answerLength && updates.length > 0) break;
    updates.push(data);
    for (const { digest, url } of files) fileUrls.set(digest, { fileDigest: digest, muUrl: url });
  }
  return { updates, fileUrls: [...fileUrls.values()] };
}

function dataOf({ identity: id }: StoredRevision, xml: string): UpdateData {
  if (xml.length * 2 <= largestPlain) return { id, xmlUpdateBlob: xml };
  return { id, xmlUpdateBlobCompressed: writeCabinet([{ name: 'blob', data: Buffer.from(xml, 'utf16le') }]).toString('base64') };
}
