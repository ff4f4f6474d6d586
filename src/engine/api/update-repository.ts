import { api, failingStream } from './implement.ts';

export const updateRepository = {
  tree: api.updateRepository.tree.handler(({ input, context }) => context.site(input.call.site).read('tree', {})),
  rows: api.updateRepository.rows.handler(({ input: { call, offset, limit, ...view }, context }) => context.site(call.site).read('rows', { view, offset, limit })),
  ids: api.updateRepository.ids.handler(({ input: { call, from, to, ...view }, context }) => context.site(call.site).read('ids', { view, from, to })),
  position: api.updateRepository.position.handler(({ input: { call, of, ...view }, context }) => context.site(call.site).read('position', { view, of })),
  details: api.updateRepository.details.handler(({ input, context }) => context.site(input.call.site).updateDetails(input.id)),
  exportList: api.updateRepository.exportList.handler(({ input: { call, columns, separator, ...view }, context }) =>
    failingStream(() => context.site(call.site).exportList({ view, columns, separator })),
  ),
};
