/** The update server a software update point is to its downstream servers, to its clients, and the bundled Microsoft Update to the site. Metadata only. */
export { createWsusServer, type ServerLimits, type WsusServer, type WsusServerOptions } from './server.ts';
export { updateLanguages } from './languages.ts';
