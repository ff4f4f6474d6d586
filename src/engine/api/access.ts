import { z } from 'zod';
import { classOfKind, neededRights, type NeededRight, type ObjectRef } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import type { Site } from '../site.ts';

/** As much of a call as must be known before its own schema has looked at it; what is not of this shape is refused by that. */
const asking = z.looseObject({ call: z.looseObject({ site: z.string(), actor: z.string() }) });
const undone = z.object({ revision: z.number() });

const objectOf = (needed: Exclude<NeededRight, 'itself' | null>, input: Record<string, unknown>): ObjectRef | null => {
  const id = needed.object && input[needed.object.field];
  return typeof id === 'number' || typeof id === 'string' ? { kind: needed.object!.kind, id: String(id) } : null;
};

/** What an undo does must be allowed as if it were done by hand. */
function checkUndo(site: Site, actor: string, revision: number): void {
  const back = { made: 'delete', changed: 'modify', deleted: 'create' } as const;
  for (const { kind, id, change } of site.objects.changed(revision)) {
    const of = classOfKind[kind];
    if (of === undefined) site.rights.checkUndo(actor);
    else if (of === 'softwareUpdates' || of === 'site') site.rights.check(actor, { class: of, right: kind === 'searchFolder' ? 'manageFolders' : 'modify', object: { kind, id } });
    else site.rights.check(actor, { class: of, right: back[change], object: { kind, id } });
  }
}

/**
 * The one access function at the engine's door (D§8.6): every call passes it, whatever console it comes from. Throws Failure NO_RIGHT
 * when the right that the procedure needs is missing, and for a procedure that nobody has said what it needs of.
 */
export function checkAccess(site: (code: string) => Site, path: readonly string[], input: unknown): void {
  const name = path.join('.');
  const needed = neededRights[name];
  if (needed === undefined) throw new Failure('NO_RIGHT', { what: 'It was not allowed.', why: `Nothing says what ${name} needs.`, todo: 'Report this.', right: '', class: '' });
  const asked = asking.safeParse(input);
  if (needed === null || !asked.success) return;
  const { call, ...rest } = asked.data;
  const there = site(call.site);
  if (needed !== 'itself') return there.rights.check(call.actor, { class: needed.class, right: needed.right, object: objectOf(needed, rest) });
  const undo = undone.safeParse(rest);
  if (name === 'objects.undo' && undo.success) checkUndo(there, call.actor, undo.data.revision);
}
