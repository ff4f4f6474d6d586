/** The headless host: the same engine and console over loopback HTTP and WebSocket. */
export { serve, type Served } from './serve.ts';
