import type { Breath } from '../../kernel/index.ts';
import { CabError, readCabinet } from '../cabinet/index.ts';
import { readUpdate, UpdateError, type Update, type UpdateFile, type UpdateIdentity } from '../metadata/index.ts';
import { defaultXmlLimits, XmlError } from '../xml/index.ts';
import { bytesOf } from './codec.ts';
import type { ServerUpdateData, UpdateData } from './messages.ts';
import { SynchronizationError } from './synchronization-error.ts';

/** Where a file can be had: at Microsoft's own address, or at the server that told of it. */
export interface ReceivedFile {
  /** Base64 SHA-1. */
  readonly digest: string;
  readonly url: string;
}

export interface ReceivedUpdate {
  readonly update: Update;
  /** The document as it came. */
  readonly xml: string;
  readonly files: readonly ReceivedFile[];
}

export interface ReceiveOptions {
  readonly signal: AbortSignal;
  readonly breath: Breath;
  readonly documentCharacters: number;
  batchSize(): Promise<number>;
  request(identities: readonly UpdateIdentity[], signal: AbortSignal): Promise<ServerUpdateData>;
}

/**
 * Asks for the documents in batches and for what an answer left out again (W§3: answers are cut at about 2 MB).
 * While the items of one batch are handed out, the next is on its way.
 * @throws SynchronizationError
 */
export async function* receiveUpdates(identities: readonly UpdateIdentity[], options: ReceiveOptions): AsyncIterableIterator<ReceivedUpdate> {
  const queue = [...new Map(identities.map((one) => [keyOf(one), one])).values()].reverse();
  if (queue.length === 0) return;
  const abandoned = new AbortController();
  const signal = AbortSignal.any([options.signal, abandoned.signal]);
  const size = await options.batchSize();
  const ask = (): Promise<Batch> | undefined => {
    if (queue.length === 0) return undefined;
    const asked = queue.splice(-size).reverse();
    const batch = options.request(asked, signal).then((answer) => ({ asked, answer }));
    // It is awaited below; when the caller leaves before, its failure matters to nobody.
    batch.catch(() => {});
    return batch;
  };
  try {
    let next = ask();
    while (next) {
      const { asked, answer } = await next;
      queue.push(...missing(asked, answer).reverse());
      next = ask();
      const urls = urlsOf(answer);
      for (const data of answer.updates) {
        await options.breath();
        if (options.signal.aborted) throw new SynchronizationError('UserCanceled', 'The synchronization was canceled.');
        yield receivedUpdate(data, urls, options.documentCharacters);
      }
    }
  } finally {
    abandoned.abort();
  }
}

interface Batch {
  readonly asked: readonly UpdateIdentity[];
  readonly answer: ServerUpdateData;
}

function keyOf({ updateId, revisionNumber }: UpdateIdentity): string {
  return `${updateId.toLowerCase()}.${revisionNumber}`;
}

/** @throws SynchronizationError when the answer holds something else, something twice, or nothing of what was asked for. */
function missing(asked: readonly UpdateIdentity[], answer: ServerUpdateData): UpdateIdentity[] {
  const open = new Map(asked.map((one) => [keyOf(one), one]));
  const all = new Set(open.keys());
  for (const { id } of answer.updates) {
    if (open.delete(keyOf(id))) continue;
    throw new SynchronizationError('UssOtherError', `The server sent update ${keyOf(id)}${all.has(keyOf(id)) ? ' twice' : ', which was not asked for'}.`);
  }
  if (open.size === asked.length) throw new SynchronizationError('UssOtherError', `The server sent none of the updates it was asked for; the first of them is ${keyOf(asked[0]!)}.`);
  return [...open.values()];
}

function urlsOf({ fileUrls = [] }: ServerUpdateData): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const { fileDigest, muUrl, ussUrl } of fileUrls) {
    const url = muUrl || ussUrl;
    if (url) urls.set(fileDigest, url);
  }
  return urls;
}

function receivedUpdate(data: UpdateData, urls: ReadonlyMap<string, string>, documentCharacters: number): ReceivedUpdate {
  try {
    const xml = documentOf(data, documentCharacters);
    const update = readUpdate(xml, { ...defaultXmlLimits, characters: documentCharacters });
    if (keyOf(update.identity) !== keyOf(data.id)) throw new UpdateError('BadValue', 'The document is that of another update.');
    for (const file of update.files) checkDigests(file);
    const files = update.files.flatMap(({ digest }) => {
      const url = urls.get(digest);
      return url === undefined ? [] : [{ digest, url }];
    });
    return { update, xml, files };
  } catch (error) {
    if (!(error instanceof CabError || error instanceof XmlError || error instanceof UpdateError)) throw error;
    throw new SynchronizationError('ImportUpdateError', `Update ${keyOf(data.id)} cannot be imported: ${error.message}`, { cause: error });
  }
}

const sha1Bytes = 20;
const sha256Bytes = 32;

/** A file whose digest cannot be one could never be fetched and checked later on. @throws UpdateError */
function checkDigests({ fileName, digest, digestAlgorithm, sha256 }: UpdateFile): void {
  const isDigest = (text: string, bytes: number): boolean => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && bytesOf(text).length === bytes;
  const wrong = (name: string): never => {
    throw new UpdateError('BadValue', `The ${name} digest of its file '${fileName.slice(0, 100)}' is none.`);
  };
  if (digestAlgorithm === 'SHA1' && !isDigest(digest, sha1Bytes)) wrong('SHA1');
  if (sha256 !== undefined && !isDigest(sha256, sha256Bytes)) wrong('SHA256');
}

function documentOf({ xmlUpdateBlob, xmlUpdateBlobCompressed }: UpdateData, documentCharacters: number): string {
  if (xmlUpdateBlob !== undefined) return xmlUpdateBlob;
  if (xmlUpdateBlobCompressed === undefined) throw new UpdateError('MissingPart', 'The server sent no document.');
  const [blob, ...more] = readCabinet(bytesOf(xmlUpdateBlobCompressed), documentCharacters * 2);
  if (!blob || more.length > 0 || blob.data.length % 2 !== 0) throw new CabError('BadSize', 'The cabinet does not hold exactly one document.');
  return Buffer.from(blob.data.buffer, blob.data.byteOffset, blob.data.length).toString('utf16le');
}
