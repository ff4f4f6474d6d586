import { classNames, classOfKind, neededRights, rightNames, type ObjectRef, type OwnRights, type Right, type SecurableClass } from '../../contract/index.ts';
import type { Needs } from '../state/index.ts';
import { queryClient, useAsked } from './read.ts';
import { asked, switchSite, useSession } from './session.ts';
import { useJobs } from './site.ts';

/** The user the console acts as. */
export const useActor = () => useSession((s) => s.actor ?? s.host?.actor);

/** What this user may do at this site; read once, and again when rights or what the user made have changed. */
const useOwnRights = (): OwnRights | undefined => {
  const actor = useActor();
  return useAsked(['rights', 'mine', actor], (e, call) => e.rights.mine({ call }), { enabled: actor !== undefined }).data?.value;
};

function holds(own: OwnRights, of: SecurableClass, right: Right, object: ObjectRef | null): boolean {
  if (own.classes.find((one) => one.class === of)?.rights.includes(right)) return true;
  return object !== null && (own.instances.find((one) => one.object.kind === object.kind && one.object.id === object.id)?.rights.includes(right) ?? false);
}

/** Why a user may not, in the words that the engine refuses with; null: they may, or it is not known yet. */
function reasonFor(own: OwnRights | undefined, [procedure, id]: Needs): string | null {
  const needed = neededRights[procedure];
  if (!own || !needed || needed === 'itself') return null;
  const object = needed.object && id !== undefined && id !== null ? { kind: needed.object.kind, id: String(id) } : null;
  if (holds(own, needed.class, needed.right, object)) return null;
  return `${own.user} does not have the right ${rightNames[needed.right]} on the class ${classNames[needed.class]}.`;
}

/** Why this user may not do what a procedure of the contract does, with the object of that id; null: they may. */
export function useReason(procedure: string, id?: string | number): string | null {
  return reasonFor(useOwnRights(), [procedure, id]);
}

/** The same for many verbs at once. */
export function useReasons(): (needs: Needs) => string | null {
  const own = useOwnRights();
  return (needs) => reasonFor(own, needs);
}

/** Whether this user may change rights on a class, or on one object of it; null: they may. */
export function useGivingReason(of: SecurableClass | null, object: ObjectRef | null): string | null {
  const own = useOwnRights();
  if (!own || of === null || holds(own, of, 'administer', object) || holds(own, of, 'delegate', object)) return null;
  return `${own.user} has neither Administer nor Delegate on the class ${classNames[of]}.`;
}

/** Class that rights on an object of this kind belong to. */
export const securityClassOf = (kind: string): SecurableClass => classOfKind[kind]!;

/** Goes on as another user; what was read as the one before is forgotten. */
export function connectAs(actor: string) {
  useJobs.setState({ running: [], ended: null });
  queryClient.clear();
  useSession.setState({ actor });
  switchSite(asked().site);
}
