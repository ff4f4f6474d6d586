import { api } from './implement.ts';
import type { Site } from '../site.ts';

const shown = (site: Site, one: { server: string; settings: { branch: boolean; protected: boolean; boundaries: string[] } }) => ({ ...one, siteCode: site.code, packages: site.objects.references({ kind: 'distributionPoint', id: one.server }).length });

export const distributionPoints = {
  list: api.distributionPoints.list.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.distributionPoints.list().map((one) => shown(s, one)))),
  install: api.distributionPoints.install.handler(({ input: { call, server, settings }, context }) => {
    const s = context.site(call.site);
    const { revision, value } = s.distributionPoints.install(call, server, settings);
    return { revision, value: shown(s, value) };
  }),
  change: api.distributionPoints.change.handler(({ input: { call, server, settings }, context }) => {
    const s = context.site(call.site);
    const { revision, value } = s.distributionPoints.change(call, server, settings);
    return { revision, value: shown(s, value) };
  }),
  removal: api.distributionPoints.removal.handler(async ({ input, context }) => {
    const site = context.site(input.call.site);
    const { revision, value: all } = await site.read('deploymentPackages', {});
    const on = site.objects.references({ kind: 'distributionPoint', id: input.server });
    return { revision, value: { packages: on.map(({ id, name }) => ({ id, name, last: all.find((one) => one.id === id)?.distributionPoints.all === 1 })) } };
  }),
  remove: api.distributionPoints.remove.handler(({ input: { call, server }, context }) => context.site(call.site).distributionPoints.remove(call, server)),
};
