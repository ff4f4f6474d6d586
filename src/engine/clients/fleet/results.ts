import { DETECTION_UNKNOWN, encodeDetections, INSTALLED, NOT_REQUIRED, REQUIRED, type DetectionMessage, type DetectionState } from '../../state-messages/index.ts';

/** What a scan finds: CI_ID × 4 + topic 500 state, ascending; Installed, Required and undetermined only (SCAN-06). Clients in the same state share it. */
export interface ScanResult {
  readonly id: number;
  readonly cells: Uint32Array;
}

export interface Piece {
  readonly bytes: Uint8Array;
  readonly count: number;
  /** It tells of a deployment, not of a scan. */
  readonly ofDeployment?: boolean;
}

/** Puts a verdict by CI_ID into the form of a result. */
export function cellsOf(found: { installed: Iterable<number>; required: Iterable<number>; unknown: Iterable<number> }): Uint32Array {
  const cells: number[] = [];
  for (const update of found.installed) cells.push(update * 4 + INSTALLED);
  for (const update of found.required) cells.push(update * 4 + REQUIRED);
  for (const update of found.unknown) cells.push(update * 4 + DETECTION_UNKNOWN);
  return Uint32Array.from(cells).sort();
}

/** CI_IDs of what a scan found installed. */
export const installedIn = ({ cells }: ScanResult): number[] => [...cells].filter((cell) => cell % 4 === INSTALLED).map((cell) => Math.floor(cell / 4));

/** What changed between two scans; an update that has no state any more is withdrawn by "not required". */
export function changesBetween(before: Uint32Array, after: Uint32Array): DetectionMessage[] {
  const messages: DetectionMessage[] = [];
  const update = (cell: number) => Math.floor(cell / 4);
  const tell = (cell: number) => void messages.push({ update: update(cell), state: (cell % 4) as DetectionState });
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const a = i < before.length ? update(before[i]!) : Infinity;
    const b = j < after.length ? update(after[j]!) : Infinity;
    if (a < b) {
      messages.push({ update: a, state: NOT_REQUIRED });
      i++;
    } else if (b < a) tell(after[j++]!);
    else {
      if (before[i] !== after[j]) tell(after[j]!);
      i++;
      j++;
    }
  }
  return messages;
}

export interface Results {
  /** The one result with these cells. */
  of(cells: Uint32Array): ScanResult;
  /** Encoded changes from one result to another; null: from nothing. Many clients take the same step, so it is kept. */
  step(before: ScanResult | null, after: ScanResult): Piece;
  /** Forgets the steps, when another catalog makes others. */
  forget(): void;
}

const NOTHING = new Uint32Array(0);

export function createResults(): Results {
  const byHash = new Map<number, ScanResult[]>();
  const steps = new Map<number, Piece>();
  let next = 1;
  const hash = (cells: Uint32Array) => {
    let h = 0x811c9dc5;
    for (let i = 0; i < cells.length; i++) h = Math.imul(h ^ cells[i]!, 0x01000193);
    return h >>> 0;
  };
  const same = (a: Uint32Array, b: Uint32Array) => {
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
    return true;
  };
  return {
    of: (cells) => {
      const key = hash(cells);
      const known = byHash.get(key) ?? [];
      const found = known.find((one) => same(one.cells, cells));
      if (found) return found;
      const made = { id: next++, cells };
      byHash.set(key, [...known, made]);
      return made;
    },
    step: (before, after) => {
      const key = (before?.id ?? 0) * 0x400_0000 + after.id;
      let piece = steps.get(key);
      if (!piece) steps.set(key, (piece = encodeDetections(changesBetween(before?.cells ?? NOTHING, after.cells))));
      return piece;
    },
    forget: () => {
      steps.clear();
      byHash.clear();
    },
  };
}
