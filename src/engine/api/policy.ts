import { api } from './implement.ts';

export const policy = {
  machinePolicies: api.policy.machinePolicies.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.machinePolicies(input.limit))),
};
