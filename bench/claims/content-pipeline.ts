import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringContent, contentIdOf, folderOrigin, inParallel, webOrigin, type Content, type ContentFile, type Origin } from '../../src/engine/content/index.ts';
import { bestOf, milliseconds, type Claim } from '../claim.ts';

const contents = 48;
const size = 4 * 1024 * 1024;
const PARALLEL = 4;

async function hashed(path: string): Promise<{ sha1: string; sha256: string }> {
  const [sha1, sha256] = [createHash('sha1'), createHash('sha256')];
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    sha1.update(piece as Buffer);
    sha256.update(piece as Buffer);
  }
  return { sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
}

/** Files of random bytes with their digests, one content each. */
async function makeMedia(folder: string): Promise<Content[]> {
  const made: Content[] = [];
  for (let n = 0; n < contents; n++) {
    const fileName = `update-${n}.cab`;
    await writeFile(join(folder, fileName), randomFillSync(Buffer.alloc(size)));
    const files = [{ fileName, size, ...(await hashed(join(folder, fileName))), url: `http://127.0.0.1/${fileName}` }];
    made.push({ contentId: contentIdOf(files), languages: [], files });
  }
  return made;
}

/** The way of a site's downloads: received, verified while it comes, on the disk, in its place. */
const bring = async (all: readonly Content[], into: string, originOf: (file: ContentFile) => Origin) => {
  const { signal } = new AbortController();
  await inParallel(all, PARALLEL, async (content) => void (await bringContent({ content, place: join(into, 'source', content.contentId), staging: join(into, 'staging', content.contentId), originOf, signal, came: () => undefined })));
};

export const claim: Claim = {
  id: 'content-pipeline',
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'));
    const media = join(folder, 'media');
    await mkdir(media);
    const all = await makeMedia(media);
    const server = createServer((request, response) => {
      response.writeHead(200, { 'content-length': size });
      createReadStream(join(media, request.url!), { highWaterMark: 256 * 1024 }).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    let run = 0;
    const took = await bestOf(3, async () => {
      const into = join(folder, `run-${run++}`);
      for (const name of ['plain', 'folder', 'web']) await mkdir(join(into, name), { recursive: true });
      const plain = await milliseconds(async () => {
        for (const { files: [file] } of all) {
          await copyFile(join(media, file!.fileName), join(into, 'plain', file!.fileName));
          await hashed(join(into, 'plain', file!.fileName));
        }
      });
      const ours = await milliseconds(() => bring(all, join(into, 'folder'), (file) => folderOrigin(join(media, file.fileName))));
      const web = await milliseconds(() => bring(all, join(into, 'web'), (file) => webOrigin(file.url!, { resolve: async (url) => new URL(url.pathname, address), idle: 10_000, total: 60_000 })));
      await rm(into, { recursive: true, force: true });
      return { plain, ours, web };
    });
    server.close();
    await rm(folder, { recursive: true, force: true });
    const rate = (ms: number) => (contents * size) / 1024 / 1024 / (ms / 1000);
    const [ours, peerValue] = [rate(took.ours), rate(took.plain)];
    return {
      ours, unit: 'MB/s', peer: 'copying the same files one by one and hashing each copy', peerValue, goal: 'at least 80 % of the peer', holds: ours >= 0.8 * peerValue,
      more: { 'MB/s from a web server of the same thread': rate(took.web), 'MB': (contents * size) / 1024 / 1024 },
    };
  },
};
