import { api } from './implement.ts';

export const insight = {
  scanCost: api.insight.scanCost.handler(async ({ input, context, signal }) => {
    const s = context.site(input.call.site);
    const value = await s.insight.scanCost(input.draft, signal);
    return s.reply(() => value);
  }),
  supersedence: api.insight.supersedence.handler(({ input: { call, ...asked }, context }) => context.site(call.site).supersedence(asked)),
};
