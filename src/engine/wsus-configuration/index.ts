/**
 * The software update point as a role of a server: its prerequisites, installing and removing it, and the hourly
 * re-application of the site's settings to WSUS (WCM.log, WSUSCtrl.log). It neither synchronizes nor keeps the settings.
 */
export { reportingEventsIn } from './desired.ts';
export { createWsusConfiguration, type WsusConfigurationRoom } from './service.ts';
