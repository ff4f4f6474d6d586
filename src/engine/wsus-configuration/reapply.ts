import type { SoftwareUpdatePointSettings, WsusConfiguration } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import { activePoint } from '../software-update-point/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import { CatalogStoreError, type CatalogStore } from '../wsus/index.ts';
import { desired, differences, KEPT_AS, upstreamOf } from './desired.ts';

const HOUR_MS = 3_600_000;
const WCM_THREAD = 3648;
const CONTROL_THREAD = 3712;

export interface Reapplication {
  state(): WsusConfiguration;
  /** Brings WSUS to the site's settings now; called at the start, each hour by the site's clock, and when settings changed. */
  apply(why: 'start' | 'hour' | 'changed'): void;
}

interface Parts {
  server: string;
  catalog: CatalogStore;
  clock: Clock;
  journal: Journal;
  logs: Logs;
  statusMessages: StatusMessages;
  settings(): SoftwareUpdatePointSettings;
  /** Runs something after the present stretch of work. */
  defer(run: () => void): void;
}

/**
 * Hours passed at one stretch, about ten milliseconds of work, before the thread is given back: a lab clock on its way over
 * months has thousands. Counted, not timed, so that a way of a few days is one stretch on any machine.
 */
const HOURS_AT_A_STRETCH = 96;

const wakeups = {
  start: `SMS_EXECUTIVE started SMS_WSUS_CONFIGURATION_MANAGER as thread ID ${WCM_THREAD} (0x${WCM_THREAD.toString(16).toUpperCase()}).`,
  hour: 'Wait timed out after 60 minutes while waiting for at least one trigger event.',
  changed: 'SCF change notification triggered.',
};

/** Once an hour the site's settings are written to WSUS again, so that what was changed there by other hands does not stay (D§2.9). */
export function createReapplication(parts: Parts): Reapplication {
  const { server, catalog, clock, journal } = parts;
  const log = parts.logs.writer('WCM.log', 'SMS_WSUS_CONFIGURATION_MANAGER', WCM_THREAD);
  const control = parts.logs.writer('WSUSCtrl.log', 'SMS_WSUS_CONTROL_MANAGER', CONTROL_THREAD);
  const now: WsusConfiguration = { state: 'none', checkedAt: null, nextAt: null, corrected: null };
  let passed = 0;
  const pause = (): Promise<void> | undefined => {
    if (passed++ === 0) parts.defer(() => (passed = 0));
    return passed < HOURS_AT_A_STRETCH ? undefined : new Promise<void>((resolve) => parts.defer(resolve));
  };
  let disarm = () => {};

  const correct = (settings: SoftwareUpdatePointSettings, why: 'start' | 'hour' | 'changed') => {
    const wanted = desired(settings);
    const differing = differences(catalog.setting(KEPT_AS), wanted);
    if (differing?.length === 0) {
      log(`No changes - WSUS Server settings are correctly configured and Upstream Server is set to ${upstreamOf(settings)}`);
      return;
    }
    catalog.configure({ [KEPT_AS]: JSON.stringify(wanted) });
    if (differing === null || why === 'changed') {
      log(`WSUS Server configuration has been updated. Upstream Server is set to ${upstreamOf(settings)}`);
      return;
    }
    now.corrected = { at: clock.now(), settings: differing };
    log(`WSUS Server settings were changed outside of the site: ${differing.join(', ')}. They are set again`, 'warning');
    journal.input({ name: 'wsusConfiguration.corrected', actor: server, input: { settings: differing }, areas: ['softwareUpdatePoint', 'logs'] }, () => {});
  };

  const configure = (settings: SoftwareUpdatePointSettings, why: 'start' | 'hour' | 'changed') => {
    const { server: wsus, port, ssl } = activePoint(settings.general, server);
    const connection = `server: ${wsus}, port: ${port}, useSSL: ${ssl ? 'True' : 'False'}`;
    try {
      log('Checking for supported version of WSUS (min WSUS 3.0 SP1)');
      control('Attempting connection to local WSUS server');
      catalog.setting('catalog_version');
      log('Supported WSUS version found');
      log(`Attempting connection to WSUS ${connection}`);
      log(`Successfully connected to ${connection}`);
      control('Successfully connected to local WSUS server');
      log('Verify Upstream Server settings on the Active WSUS Server');
      correct(settings, why);
      log('Configuration successful. Will wait for 1 minute for any subscription or proxy changes');
      log('Setting new configuration state to 2 (WSUS_CONFIG_SUCCESS)');
      now.state = 'success';
    } catch (error) {
      if (!(error instanceof CatalogStoreError)) throw error;
      log(`Remote configuration failed on WSUS Server. ${error.message}`, 'error');
      log('Setting new configuration state to 3 (WSUS_CONFIG_FAILED)', 'error');
      now.state = 'failed';
      parts.statusMessages.raise(6602, log, [wsus]);
    }
  };

  const apply: Reapplication['apply'] = (why) => {
    disarm();
    const settings = parts.settings();
    if (settings.general.role === 'none') {
      if (now.state !== 'none') log('There is no active software update point at this site. Nothing is configured until one is installed');
      Object.assign(now, { state: 'none', checkedAt: null, nextAt: null });
      return;
    }
    log(wakeups[why]);
    configure(settings, why);
    now.checkedAt = clock.now();
    now.nextAt = clock.now() + HOUR_MS;
    log('Waiting for changes for 60 minutes');
    disarm = clock.schedule(now.nextAt, 'WSUS configuration', () => {
      apply('hour');
      return pause();
    });
  };

  return { state: () => ({ ...now }), apply };
}
