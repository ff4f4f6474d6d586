import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const built = (...parts: string[]) => join(root, 'out', ...parts);
export const pictures = (...parts: string[]) => join(root, 'docs', 'pictures', ...parts);
