import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const built = (...parts: string[]) => join(root, 'out', ...parts);
/** Pictures of a run; with PATCHBAY_PICTURES=1 those of the README are replaced. */
export const pictures = (...parts: string[]) => (process.env['PATCHBAY_PICTURES'] === '1' ? join(root, 'docs', 'pictures', ...parts) : join(root, 'test-results', 'pictures', ...parts));
