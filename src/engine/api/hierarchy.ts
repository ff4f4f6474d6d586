import { api } from './implement.ts';

export const hierarchy = {
  sites: api.hierarchy.sites.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.hierarchy.sites())),
  links: api.hierarchy.links.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.hierarchy.links())),
  backlog: api.hierarchy.backlog.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.hierarchy.backlog(input.neighbour))),
  addSite: api.hierarchy.addSite.handler(({ input, context }) => context.site(input.call.site).hierarchy.addSite(input.call, input.site)),
  removeSite: api.hierarchy.removeSite.handler(({ input, context }) => context.site(input.call.site).hierarchy.removeSite(input.call, input.code)),
  holdLink: api.hierarchy.holdLink.handler(({ input: { call, neighbour, held }, context }) => context.site(call.site).hierarchy.holdLink(call, neighbour, held)),
};
