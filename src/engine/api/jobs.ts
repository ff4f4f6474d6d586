import { api, failingStream } from './implement.ts';

export const jobs = {
  list: api.jobs.list.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.jobs.list())),
  progress: api.jobs.progress.handler(({ input, context, signal }) => failingStream(() => context.site(input.call.site).jobs.feed.subscribe(signal))),
  cancel: api.jobs.cancel.handler(({ input, context }) => context.site(input.call.site).cancelJob(input.call, input.id)),
};
