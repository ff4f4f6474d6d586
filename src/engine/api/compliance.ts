import { api } from './implement.ts';

export const compliance = {
  computers: api.compliance.computers.handler(({ input: { call, collection, reason, onlyFix, ...asked }, context }) => {
    const site = context.site(call.site);
    return site.read('computers', { ...asked, collection: collection ?? null, reason: reason ?? null, onlyFix: onlyFix ?? false, underway: site.clients.underway() });
  }),
  update: api.compliance.update.handler(({ input: { call, update, collection }, context }) => {
    const site = context.site(call.site);
    return site.read('updateCounts', { update, collection: collection ?? null, underway: site.clients.underway() });
  }),
  scans: api.compliance.scans.handler(({ input, context }) => context.site(input.call.site).read('scans', { collection: input.collection ?? null })),
};
