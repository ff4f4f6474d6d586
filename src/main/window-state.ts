import type { BrowserWindow, Rectangle } from 'electron';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const bounds = z.object({ x: z.int().optional(), y: z.int().optional(), width: z.int().min(600).max(10_000), height: z.int().min(400).max(10_000) });

const file = (dataFolder: string) => join(dataFolder, 'window.json');

/** Size and place of the window when it was last closed, or the first ones. */
export function windowState(dataFolder: string): z.infer<typeof bounds> {
  try {
    return bounds.parse(JSON.parse(readFileSync(file(dataFolder), 'utf8')));
  } catch {
    return { width: 1440, height: 900 };
  }
}

/** A little below and right of another window, as large as it. */
export const beside = ({ x, y, width, height }: Rectangle): Rectangle => ({ x: x + 28, y: y + 28, width, height });

export function keepWindowState(window: BrowserWindow, dataFolder: string) {
  window.on('close', () => {
    const written = `${file(dataFolder)}.new`;
    writeFileSync(written, JSON.stringify(window.getNormalBounds()));
    renameSync(written, file(dataFolder));
  });
}
