import { api } from './implement.ts';

export const objects = {
  references: api.objects.references.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.objects.references(input.of))),
  history: api.objects.history.handler(({ input: { call, ...asked }, context }) => context.site(call.site).read('history', asked)),
  entry: api.objects.entry.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.objects.entry(input.revision))),
  undoPreview: api.objects.undoPreview.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.objects.undoPreview(input.revision))),
  lastChange: api.objects.lastChange.handler(({ input, context }) => context.site(input.call.site).reply((s) => s.objects.lastChange(input.by))),
  undo: api.objects.undo.handler(({ input: { call, revision }, context }) => context.site(call.site).objects.undo(call, revision)),
};
