import { api } from './implement.ts';

export const desktops = {
  show: api.desktops.show.handler(({ input, context }) => context.site(input.call.site).reply((site) => site.clients.desktops.show(input.id))),
  install: api.desktops.install.handler(({ input, context }) => context.site(input.call.site).clients.desktops.install(input.call, input.id, input.updates)),
  snooze: api.desktops.snooze.handler(({ input, context }) => context.site(input.call.site).clients.desktops.snooze(input.call, input.id)),
  configure: api.desktops.configure.handler(({ input, context }) => context.site(input.call.site).clients.desktops.configure(input.call, input.id, input.settings)),
  deleteFiles: api.desktops.deleteFiles.handler(({ input, context }) => context.site(input.call.site).clients.desktops.deleteFiles(input.call, input.id, input.updates)),
  damageContent: api.desktops.damageContent.handler(({ input, context }) => context.site(input.call.site).clients.desktops.damageContent(input.call, input.id, input.update)),
  stickTransfer: api.desktops.stickTransfer.handler(({ input, context }) => context.site(input.call.site).clients.desktops.stickTransfer(input.call, input.id, input.update)),
  resetTransfers: api.desktops.resetTransfers.handler(({ input, context }) => context.site(input.call.site).clients.desktops.resetTransfers(input.call, input.id)),
  removeUpdate: api.desktops.removeUpdate.handler(({ input, context }) => context.site(input.call.site).clients.desktops.removeUpdate(input.call, input.id, input.update)),
};
