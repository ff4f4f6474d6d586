import { updateOfFragments, type UpdateIdentity } from '../metadata/index.ts';
import { SoapError, type UpdateInfo } from '../protocol/index.ts';
import { createDocumentRules, type DocumentRules, type MachineFacts } from '../rules/index.ts';
import type { Breath } from '../../kernel/index.ts';

interface Cached {
  readonly identity: UpdateIdentity;
  readonly isLeaf: boolean;
}

/** What the agent was sent, by the ids of the server it was sent by. */
export interface AgentCache {
  readonly rules: DocumentRules;
  identities(): UpdateIdentity[];
  /** Ids of what others stand on and is present, and all other ids. */
  split(machine: MachineFacts, breath: Breath): Promise<{ readonly installed: readonly number[]; readonly others: readonly number[] }>;
  /** @throws SoapError when it makes no sense */
  put(info: UpdateInfo): void;
  remove(ids: Iterable<number>): void;
  /** Takes the ids another server (or the same, made anew) has for the same updates, and drops what it does not know. */
  remap(known: readonly { readonly id: number; readonly identity: UpdateIdentity }[]): void;
}

const keyOf = ({ updateId, revisionNumber }: UpdateIdentity): string => `${updateId}.${revisionNumber}`;

export function createAgentCache(): AgentCache {
  const rules = createDocumentRules();
  const cached = new Map<number, Cached>();
  const remove = (ids: Iterable<number>): void => {
    for (const id of ids) {
      const one = cached.get(id);
      cached.delete(id);
      // A newer revision may have come in its place.
      if (one && ![...cached.values()].some(({ identity }) => identity.updateId === one.identity.updateId)) rules.remove(one.identity.updateId);
    }
  };
  return {
    rules, remove,
    identities: () => [...cached.values()].map(({ identity }) => identity),
    async split(machine, breath) {
      const linked = await rules.link(breath);
      const present = new Set(linked.present(machine, [...cached.values()].filter(({ isLeaf }) => !isLeaf).map(({ identity }) => identity.updateId)));
      const isInstalled = ({ isLeaf, identity }: Cached): boolean => !isLeaf && present.has(identity.updateId);
      const ids = (wanted: boolean): number[] => [...cached].filter(([, one]) => isInstalled(one) === wanted).map(([id]) => id);
      return { installed: ids(true), others: ids(false) };
    },
    put({ id, xml, isLeaf, deployment }) {
      if (xml === undefined) throw new SoapError(`The server sent no document of its update ${id}.`);
      const update = updateOfFragments({ core: xml, localized: [], properties: {} });
      rules.put(update, deployment.action === 'PreDeploymentCheck' || deployment.action === 'Install');
      cached.set(id, { identity: update.identity, isLeaf });
    },
    remap(known) {
      const ids = new Map(known.map(({ id, identity }) => [keyOf(identity), id]));
      const before = [...cached];
      remove(before.filter(([, { identity }]) => !ids.has(keyOf(identity))).map(([id]) => id));
      cached.clear();
      for (const [, one] of before) {
        const id = ids.get(keyOf(one.identity));
        if (id !== undefined) cached.set(id, one);
      }
    },
  };
}
