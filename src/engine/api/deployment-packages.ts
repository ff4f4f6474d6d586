import { api } from './implement.ts';

export const deploymentPackages = {
  list: api.deploymentPackages.list.handler(({ input, context }) => context.site(input.call.site).read('deploymentPackages', {})),
  updates: api.deploymentPackages.updates.handler(({ input, context }) => context.site(input.call.site).read('packagedUpdates', { id: input.id })),
  status: api.deploymentPackages.status.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentPackages.status(input.id))),
  plan: api.deploymentPackages.plan.handler(({ input: { call, ...asked }, context }) => {
    const site = context.site(call.site);
    return site.read('downloadPlan', site.deploymentPackages.planned(asked));
  }),
  checkSource: api.deploymentPackages.checkSource.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentPackages.checkSource(input.source, input.package))),
  create: api.deploymentPackages.create.handler(({ input: { call, draft, ...asked }, context }) => context.site(call.site).deploymentPackages.create(call, draft, asked)),
  download: api.deploymentPackages.download.handler(({ input: { call, id, ...asked }, context }) => context.site(call.site).deploymentPackages.download(call, id, asked)),
  change: api.deploymentPackages.change.handler(({ input: { call, id, draft }, context }) => context.site(call.site).deploymentPackages.change(call, id, draft)),
  setAccessAccounts: api.deploymentPackages.setAccessAccounts.handler(({ input: { call, id, accounts }, context }) => context.site(call.site).deploymentPackages.setAccessAccounts(call, id, accounts)),
  removeUpdates: api.deploymentPackages.removeUpdates.handler(({ input: { call, id, updates }, context }) => context.site(call.site).deploymentPackages.removeUpdates(call, id, updates)),
  downloadAgain: api.deploymentPackages.downloadAgain.handler(({ input: { call, id }, context }) => context.site(call.site).deploymentPackages.downloadAgain(call, id)),
  addDistributionPoints: api.deploymentPackages.addDistributionPoints.handler(({ input: { call, id, servers }, context }) => context.site(call.site).deploymentPackages.addDistributionPoints(call, id, servers)),
  removeDistributionPoints: api.deploymentPackages.removeDistributionPoints.handler(({ input: { call, id, servers }, context }) => context.site(call.site).deploymentPackages.removeDistributionPoints(call, id, servers)),
  updateDistributionPoints: api.deploymentPackages.updateDistributionPoints.handler(({ input: { call, id, servers }, context }) => context.site(call.site).deploymentPackages.updateDistributionPoints(call, id, servers)),
  deletion: api.deploymentPackages.deletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentPackages.deletion(input.id))),
  delete: api.deploymentPackages.delete.handler(({ input: { call, id }, context }) => context.site(call.site).deploymentPackages.delete(call, id)),
  downloadSettings: api.deploymentPackages.downloadSettings.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.deploymentPackages.downloadSettings())),
  setDownloadSettings: api.deploymentPackages.setDownloadSettings.handler(({ input: { call, settings }, context }) => context.site(call.site).deploymentPackages.setDownloadSettings(call, settings)),
};
