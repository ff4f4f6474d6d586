import { compareVersions, comparisonOf, versionOf } from './comparisons.ts';
import { numberOf, unknown, type ElementTable, type Question } from './element.ts';
import type { HardwareFacts } from './machine.ts';

/** What is asked of the hardware; not known where the fact is left out. */
function ofHardware<T>(fact: (hardware: HardwareFacts) => T | undefined, ask: (known: T) => boolean): Question {
  return ({ machine }) => {
    const known = machine.hardware && fact(machine.hardware);
    return known === undefined ? null : ask(known);
  };
}

/** Compares a number that may not be known. */
function compares(comparison: string | undefined, data: string | undefined, have: (view: Parameters<Question>[0]) => number | undefined): Question {
  const holds = comparisonOf(comparison);
  const want = numberOf(data);
  if (!holds || want === undefined) return unknown;
  return (view) => {
    const value = have(view);
    return value === undefined ? null : holds(value - want);
  };
}

/** Elements about hardware, management and roles (W§5). What a machine does not say about itself is unknown. */
export const systemElements: ElementTable = {
  'bar:WmiQuery': ({ Namespace, WqlQuery }) => {
    if (WqlQuery === undefined) return unknown;
    const query = `${Namespace ?? 'root\\cimv2'}|${WqlQuery}`.toLowerCase();
    return ({ machine }) => machine.wmi?.get(query) ?? null;
  },
  'bar:SystemMetric': ({ Comparison, Index, Value }) => {
    const index = numberOf(Index);
    return index === undefined ? unknown : compares(Comparison, Value, ({ machine }) => machine.systemMetrics?.get(index));
  },
  'bar:Memory': ({ MinSizeInMB }) => {
    const minimum = numberOf(MinSizeInMB);
    return minimum === undefined ? unknown : ofHardware(({ memory }) => memory, (memory) => memory >= minimum);
  },
  'bar:VideoMemory': ({ MinSizeInMB }) => {
    const minimum = numberOf(MinSizeInMB);
    return minimum === undefined ? unknown : ofHardware(({ videoMemory }) => videoMemory, (memory) => memory >= minimum);
  },
  'bar:Direct3D': ({ HardwareVersion }) => {
    const minimum = versionOf(HardwareVersion);
    return minimum === null ? unknown : ofHardware(({ direct3D }) => direct3D, (version) => compareVersions(versionOf(version) ?? [], minimum) >= 0);
  },
  'bar:SensorById': ({ Id }) => {
    const id = Id?.toLowerCase();
    return id === undefined ? unknown : ofHardware(({ sensors }) => sensors, (sensors) => sensors.includes(id));
  },
  'bar:NFC': () => ofHardware(({ nfc }) => nfc, (nfc) => nfc),
  'bar:Camera': () => ofHardware(({ camera }) => camera, (camera) => camera),
  'bar:LicenseDword': ({ Comparison, Value, Data }) => {
    const name = Value?.toLowerCase();
    return name === undefined ? unknown : compares(Comparison, Data, ({ machine }) => machine.licenseDwords?.get(name));
  },
  'bar:ClusteredOS': () => ({ machine }) => machine.cluster?.clustered ?? null,
  'bar:ClusterResourceOwner': ({ Resource }) => {
    const resource = Resource?.toLowerCase();
    return resource === undefined ? unknown : ({ machine }) => machine.cluster?.resources.includes(resource) ?? null;
  },
};
