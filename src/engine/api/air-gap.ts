import { api } from './implement.ts';

export const airGap = {
  signingKey: api.airGap.signingKey.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.airGap.signingKey())),
  renewSigningKey: api.airGap.renewSigningKey.handler(({ input, context }) => context.site(input.call.site).airGap.renewSigningKey(input.call)),
  trustedKeys: api.airGap.trustedKeys.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.airGap.trustedKeys())),
  pinKey: api.airGap.pinKey.handler(({ input: { call, ...key }, context }) => context.site(call.site).airGap.pinKey(call, key)),
  rotateKey: api.airGap.rotateKey.handler(({ input, context }) => context.site(input.call.site).airGap.rotateKey(input.call, input.rotation)),
  revokeKey: api.airGap.revokeKey.handler(({ input, context }) => context.site(input.call.site).airGap.revokeKey(input.call, input.fingerprint)),
  export: api.airGap.export.handler(({ input: { call, ...asked }, context }) => context.site(call.site).airGap.export(call, asked)),
  compare: api.airGap.compare.handler(({ input, context }) => context.site(input.call.site).airGap.compare(input.call, input.folder)),
  comparison: api.airGap.comparison.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.airGap.comparison(input.jobId))),
  differences: api.airGap.differences.handler(({ input: { call, ...asked }, context }) => context.site(call.site).reply((s) => s.airGap.differences(asked))),
  import: api.airGap.import.handler(({ input: { call, ...asked }, context }) => context.site(call.site).airGap.import(call, asked)),
};
