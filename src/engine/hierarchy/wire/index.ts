/** Links between sites in different programs: the parent's listener and the child's way up, over HTTP or HTTPS. */
export { createLinkServer, type LinkServer } from './link-server.ts';
export { createWayUp, join, type ParentElsewhere } from './way-up.ts';
export { joined, type Joined } from './messages.ts';
