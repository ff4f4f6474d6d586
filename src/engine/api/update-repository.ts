import { api, failingStream } from './implement.ts';

export const updateRepository = {
  tree: api.updateRepository.tree.handler(({ input, context }) => context.site(input.call.site).read('tree', {})),
  rows: api.updateRepository.rows.handler(({ input: { call, offset, limit, ...view }, context }) => context.site(call.site).read('rows', { view, offset, limit })),
  ids: api.updateRepository.ids.handler(({ input: { call, from, to, ...view }, context }) => context.site(call.site).read('ids', { view, from, to })),
  position: api.updateRepository.position.handler(({ input: { call, of, ...view }, context }) => context.site(call.site).read('position', { view, of })),
  details: api.updateRepository.details.handler(({ input, context }) => context.site(input.call.site).updateDetails(input.id)),
  common: api.updateRepository.common.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.updateProperties.common(input.updates))),
  change: api.updateRepository.change.handler(({ input: { call, updates, draft }, context }) => context.site(call.site).updateProperties.change(call, updates, draft)),
  pendingLicenceTerms: api.updateRepository.pendingLicenceTerms.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.updateProperties.pendingLicenceTerms(input.updates))),
  acceptLicenceTerms: api.updateRepository.acceptLicenceTerms.handler(({ input: { call, updates }, context }) => context.site(call.site).updateProperties.acceptLicenceTerms(call, updates)),
  exportList: api.updateRepository.exportList.handler(({ input: { call, columns, separator, ...view }, context }) =>
    failingStream(() => context.site(call.site).exportList({ view, columns, separator })),
  ),
};
