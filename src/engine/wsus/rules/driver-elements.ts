import { compareVersions, versionOf } from './comparisons.ts';
import { metadataOf, momentOf, unknown, type Element, type ElementTable, type RuleContext } from './element.ts';

/** Sign of the driver a device has against the one the update brings: by date, then by version. */
type Compared = (sign: number | undefined) => boolean;

/** Asks every device with the hardware id of the update's driver; `undefined` stands for a device without one. */
function ofDevices(holds: Compared): Element {
  return (_, { metadata }: RuleContext) => {
    const { HardwareID, DriverVerDate, DriverVerVersion } = metadataOf(metadata, 'WindowsDriverMetaData')?.attributes ?? {};
    const [id, date, version] = [HardwareID?.toLowerCase(), momentOf(DriverVerDate), versionOf(DriverVerVersion)];
    if (id === undefined || date === undefined || !version) return unknown;
    return ({ machine }) => machine.hardware?.devices?.some(({ hardwareIds, driver }) => {
      if (!hardwareIds.includes(id)) return false;
      return holds(driver && (driver.date - date || compareVersions(versionOf(driver.version) ?? [], version)));
    }) ?? null;
  };
}

/** Elements about drivers (W§5): what they ask about stands in WindowsDriverMetaData of the same update. */
export const driverElements: ElementTable = {
  'drv:WindowsDriver': ofDevices((sign) => sign === undefined || sign < 0),
  'drv:WindowsDriverInstalled': ofDevices((sign) => sign === 0),
  'drv:WindowsDriverSuperseded': ofDevices((sign) => sign !== undefined && sign > 0),
  /** Data for the three above, not a question. */
  'drv:WindowsDriverMetaData': () => unknown,
};
