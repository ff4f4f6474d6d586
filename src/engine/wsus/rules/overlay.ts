import type { FileFacts, MachineFacts, MsiProduct, RegistryValue } from './machine.ts';
import { compareWrites, patchCell, valueCell, writesOf, type Fact, type Write } from './facts.ts';
import { isDirectlyBelow, viewOf, type MachineView, type ServicePack } from './view.ts';

/** What is different from a machine. */
export interface Changes {
  /** What a cell is now; undefined where it is as the machine has it. */
  now(cell: Write['cell'], at: string): Write['state'] | undefined;
  /** Cells of a kind that may be different. */
  cells(cell: Write['cell']): Iterable<string>;
}

/** A machine with changes, without copying it. */
export function changedView(machine: MachineFacts, { now, cells }: Changes): MachineView {
  const base = viewOf(machine);
  const product = (code: string) => (now('product', code) as Omit<MsiProduct, 'patches'> | undefined) ?? base.product(code);
  const come = (cell: Write['cell'], isMeant: (at: string) => boolean): string[] => [...cells(cell)].filter((at) => isMeant(at) && now(cell, at) === true);
  return {
    machine, product,
    servicePack: () => (now('servicePack', '') as ServicePack | undefined) ?? base.servicePack(),
    hasKey: (path) => now('key', path) === true || base.hasKey(path),
    value: (path, name) => (now('value', valueCell(path, name)) as RegistryValue | undefined) ?? base.value(path, name),
    subkeys: (path) => [...base.subkeys(path), ...come('key', (at) => isDirectlyBelow(at, path))],
    file: (path) => (now('file', path) as FileFacts | undefined) ?? base.file(path),
    hasPackage: (identity) => now('package', identity) === true || base.hasPackage(identity),
    packageVersions: (beginning) => [...base.packageVersions(beginning), ...come('package', (at) => at.startsWith(beginning)).map((at) => at.slice(beginning.length))],
    hasPatch: (code, patch) => product(code) !== undefined && (now('patch', patchCell(code, patch)) === true || base.hasPatch(code, patch)),
  };
}

/** The machine after these facts, for few questions; `withFacts` makes one to keep. */
export function viewAfter(machine: MachineFacts, facts: Iterable<Fact>): MachineView {
  const writes = [...facts].flatMap((fact) => writesOf(fact, machine));
  return changedView(machine, {
    now: (cell, at) => writes.filter((write) => write.cell === cell && write.at === at).reduce<Write | undefined>((won, write) => (won && compareWrites(won, write) > 0 ? won : write), undefined)?.state,
    cells: (cell) => writes.filter((write) => write.cell === cell).map((write) => write.at),
  });
}
