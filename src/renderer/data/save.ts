import { create } from 'zustand';
import { listen } from './read.ts';
import type { Engine } from './connection.ts';
import type { asked } from './session.ts';

interface Export {
  /** File being written, with the characters so far. */
  name: string | null;
  characters: number;
  cancel(): void;
}

export const useExport = create<Export>(() => ({ name: null, characters: 0, cancel: () => {} }));

/** Streams text of the engine into a file the user downloads (UTF-8 with a mark, so that spreadsheets read it). Progress is in `useExport`. */
export async function saveStream(name: string, open: (engine: Engine, asking: ReturnType<typeof asked>, signal: AbortSignal) => Promise<AsyncIterable<string>>): Promise<'saved' | 'cancelled'> {
  const stop = new AbortController();
  useExport.setState({ name, characters: 0, cancel: () => stop.abort() });
  const pieces: string[] = ['\uFEFF'];
  try {
    for await (const piece of await listen(open, stop.signal)) {
      if (stop.signal.aborted) return 'cancelled';
      pieces.push(piece);
      useExport.setState((s) => ({ characters: s.characters + piece.length }));
    }
  } catch (error) {
    if (stop.signal.aborted) return 'cancelled';
    throw error;
  } finally {
    useExport.setState({ name: null });
  }
  if (stop.signal.aborted) return 'cancelled';
  saveText(name, pieces);
  return 'saved';
}

/** A file the user downloads. */
export function saveText(name: string, pieces: string[]) {
  const address = URL.createObjectURL(new Blob(pieces, { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A file the user chooses, with its text. */
export function pickFile(accept: string): Promise<File> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => input.files?.[0] && resolve(input.files[0]));
    input.click();
  });
}
