import { api } from './implement.ts';

const of = api.softwareDistribution;

export const softwareDistribution = {
  packages: of.packages.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareDistribution.packages())),
  createPackage: of.createPackage.handler(({ input: { call, draft }, context }) => context.site(call.site).softwareDistribution.createPackage(call, draft)),
  changePackage: of.changePackage.handler(({ input: { call, id, draft }, context }) => context.site(call.site).softwareDistribution.changePackage(call, id, draft)),
  packageDeletion: of.packageDeletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareDistribution.deletion('package', input.id))),
  deletePackage: of.deletePackage.handler(({ input: { call, id }, context }) => context.site(call.site).softwareDistribution.deletePackage(call, id)),
  createProgram: of.createProgram.handler(({ input, context }) => context.site(input.call.site).softwareDistribution.createProgram(input.call, { ...input.draft, package: input.package })),
  changeProgram: of.changeProgram.handler(({ input: { call, id, draft }, context }) => context.site(call.site).softwareDistribution.changeProgram(call, id, draft)),
  programDeletion: of.programDeletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareDistribution.deletion('program', input.id))),
  deleteProgram: of.deleteProgram.handler(({ input: { call, id }, context }) => context.site(call.site).softwareDistribution.deleteProgram(call, id)),
  advertisements: of.advertisements.handler(({ input, context }) => context.site(input.call.site).read('advertisements', {})),
  createAdvertisement: of.createAdvertisement.handler(({ input: { call, draft }, context }) => context.site(call.site).softwareDistribution.createAdvertisement(call, draft)),
  changeAdvertisement: of.changeAdvertisement.handler(({ input: { call, id, draft }, context }) => context.site(call.site).softwareDistribution.changeAdvertisement(call, id, draft)),
  advertisementDeletion: of.advertisementDeletion.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareDistribution.deletion('advertisement', input.id))),
  deleteAdvertisement: of.deleteAdvertisement.handler(({ input: { call, id }, context }) => context.site(call.site).softwareDistribution.deleteAdvertisement(call, id)),
};
