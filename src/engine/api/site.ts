import { api, failingStream } from './implement.ts';

export const site = {
  describe: api.site.describe.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.describe())),
  components: api.site.components.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.softwareUpdatePoint.components())),
  changes: api.site.changes.handler(({ input, context, signal }) => failingStream(() => context.site(input.call.site).changes.subscribe(signal))),
  setClockSpeed: api.site.setClockSpeed.handler(({ input, context }) => context.site(input.call.site).setClockSpeed(input.call, input.speed)),
  advanceClock: api.site.advanceClock.handler(({ input, context }) => context.site(input.call.site).advanceClock(input.call, input.to)),
  advanceClockUntil: api.site.advanceClockUntil.handler(({ input, context }) => context.site(input.call.site).advanceClockUntil(input.call, input.until)),
  haltClock: api.site.haltClock.handler(({ input, context }) => context.site(input.call.site).haltClock(input.call)),
};
