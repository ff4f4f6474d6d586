import type { UnknownComputer } from '../../../contract/index.ts';
import { dateTime } from '../../ui/index.ts';

export const originNames = { lab: 'Simulated', imported: 'Simulated, from real output', agent: 'Agent' } as const;

const errors: Record<string, string> = {
  '0x80072EE2': 'the server did not answer in time', '0x80072EFD': 'the software update point could not be connected to', '0x8024402C': 'the name of the software update point or of a proxy was not found',
  '0x8024401C': 'the request timed out at the server (HTTP 408)', '0x80244019': 'the server did not have what was asked for (HTTP 404)', '0x80244022': 'the server was not available (HTTP 503)',
  '0x80244010': 'the scan needed more round trips than the server allows', '0x80070005': 'access was denied', '0x800B0109': 'the server’s certificate comes from an authority that is not trusted',
  '0x87D00692': 'a group policy sets another update server', '0x80070643': 'Windows Installer met a fatal error', '0x80240022': 'all updates of the installation failed', '0x80070652': 'another installation was running', '0x87D0070C': 'the maximum run time was exceeded',
  '0x87D00666': 'it cannot be installed outside the maintenance windows', '0x87D00667': 'there is no maintenance window any more', '0x87D00668': 'it is still required after the installation', '0x87D00669': 'no distribution point with its files was found',
  '0x80040154': 'the Windows Update Agent is too old to scan',
};

export const hex = (error: number) => `0x${(error >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
export const errorText = (error: number) => (errors[hex(error)] ? `${hex(error)}, ${errors[hex(error)]}` : hex(error));

/** Why nothing is known of a computer, in a sentence. */
export function reasonText({ reason, error, serial, since }: UnknownComputer): string {
  const at = since === null ? '' : `${dateTime(since)} UTC`;
  switch (reason) {
    case 'notScanned':
      return since === null ? 'It has not scanned yet.' : `It has not scanned since the update came; its last scan was at ${at}.`;
    case 'scanFailed':
      return `Its last scan failed at ${at}: ${errorText(error)}.`;
    case 'notProcessed':
      return 'Its state messages are at the management point and will be looked at within two minutes.';
    case 'messageMissing':
      return `State message ${serial} has not come; later ones have, the first at ${at}. After 48 hours a full report is asked for.`;
    case 'messageCorrupt':
      return `A state message file of it came damaged at ${at}. After 48 hours a full report is asked for.`;
    case 'atChildSite':
      return 'Its site has not sent its state messages on yet.';
    case 'undetermined':
      return 'It scanned, and its Windows Update Agent could not tell.';
  }
}
