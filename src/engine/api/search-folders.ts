import { api } from './implement.ts';

export const searchFolders = {
  list: api.searchFolders.list.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.searchFolders.list())),
  create: api.searchFolders.create.handler(({ input: { call, parent, draft }, context }) => context.site(call.site).searchFolders.create(call, parent, draft)),
  createFolder: api.searchFolders.createFolder.handler(({ input: { call, parent, name }, context }) => context.site(call.site).searchFolders.createFolder(call, parent, name)),
  change: api.searchFolders.change.handler(({ input: { call, id, draft }, context }) => context.site(call.site).searchFolders.change(call, id, draft)),
  rename: api.searchFolders.rename.handler(({ input: { call, id, name }, context }) => context.site(call.site).searchFolders.rename(call, id, name)),
  move: api.searchFolders.move.handler(({ input: { call, id, parent }, context }) => context.site(call.site).searchFolders.move(call, id, parent)),
  deletion: api.searchFolders.deletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.searchFolders.deletion(input.id))),
  delete: api.searchFolders.delete.handler(({ input, context }) => context.site(input.call.site).searchFolders.delete(input.call, input.id)),
  explain: api.searchFolders.explain.handler(({ input: { call, ...asked }, context }) => context.site(call.site).explainSearch(asked)),
  exportXml: api.searchFolders.exportXml.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.searchFolders.exportXml(input.id))),
  readXml: api.searchFolders.readXml.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.searchFolders.readXml(input.xml, input.name))),
};
