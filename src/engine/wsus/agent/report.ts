import type { Ids } from '../../kernel/index.ts';
import type { ReportingEvent } from '../protocol/index.ts';
import type { UpdateIdentity } from '../metadata/index.ts';

/** Windows Update Agent. */
const source = 101;
const detected = 147;
const detectionFailed = 148;
const statusReport = 156;
const noUpdate = '00000000-0000-0000-0000-000000000000';

interface Reporter {
  readonly clientId: string;
  readonly ids: Ids;
  /** ms */
  readonly now: number;
}

function event({ clientId, ids, now }: Reporter, eventId: number, result: number, extendedData: NonNullable<ReportingEvent['extendedData']>): ReportingEvent {
  return {
    basicData: {
      targetId: { sid: clientId }, sequenceNumber: 0, timeAtTarget: new Date(now).toISOString(), eventInstanceId: ids.guid(), namespaceId: 1, eventId, sourceId: source,
      updateId: { updateId: noUpdate, revisionNumber: 0 }, win32HResult: result, appName: 'CcmExec',
    },
    extendedData, privateData: {},
  };
}

const listed = (updates: readonly UpdateIdentity[]): string => updates.map(({ updateId }) => updateId).join(';');

/** What a scan found (W§4): how many updates apply and which of all are installed. */
export function scanEvents(reporter: Reporter, installed: readonly UpdateIdentity[], required: readonly UpdateIdentity[]): ReportingEvent[] {
  return [
    event(reporter, detected, 0, { replacementStrings: [String(required.length)], miscData: [] }),
    event(reporter, statusReport, 0, { replacementStrings: [], miscData: [`U=${listed(required)}`, `V=${listed(installed)}`] }),
  ];
}

/** @param result HRESULT, signed 32 bits */
export function failedScanEvents(reporter: Reporter, result: number): ReportingEvent[] {
  return [event(reporter, detectionFailed, result, { replacementStrings: [`0x${(result >>> 0).toString(16)}`], miscData: [] })];
}
