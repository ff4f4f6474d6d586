import { api, failingStream } from './implement.ts';

export const logs = {
  list: api.logs.list.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.logs.list())),
  lines: api.logs.lines.handler(({ input: { call, ...window }, context }) => context.site(call.site).reply((s) => s.logs.window(window))),
  follow: api.logs.follow.handler(({ input, context, signal }) => failingStream(() => context.site(input.call.site).logs.follow(input.name, signal))),
  exportLog: api.logs.exportLog.handler(({ input, context }) => failingStream(() => context.site(input.call.site).logs.text(input.name, input.format))),
};
