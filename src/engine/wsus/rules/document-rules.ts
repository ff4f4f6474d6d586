import type { Breath } from '../../kernel/index.ts';
import type { Update } from '../metadata/index.ts';
import { rulesOf, type CatalogRules } from './catalog-rules.ts';
import { createExpressions, yes } from './expressions.ts';
import { answersOn, type Leaf } from './leaves.ts';
import { linkCatalog } from './linked.ts';
import type { MachineFacts } from './machine.ts';
import { sourceOf, type Source } from './source.ts';
import { viewOf } from './view.ts';

/** Rules of documents that a client is sent one by one. */
export interface DocumentRules {
  /** @param hasState whether the server asks for its state */
  put(update: Update, hasState: boolean): void;
  remove(updateId: string): void;
  /** What can be asked of the documents there are now. */
  link(breath: Breath): Promise<LinkedDocuments>;
}

export interface LinkedDocuments extends Pick<CatalogRules, 'updates' | 'evaluate'> {
  /** Those of the documents whose subject is present on the machine, prerequisites included. */
  present(machine: MachineFacts, updateIds: Iterable<string>): string[];
}

export function createDocumentRules(): DocumentRules {
  const expressions = createExpressions<Leaf>();
  const sources = new Map<string, Source>();
  return {
    put: (update, hasState) => {
      // A client is told nothing of publication: what it is asked about can be deployed.
      const source = sourceOf(update, { arrivedAt: 0, publicationState: 'Published' }, expressions);
      sources.set(update.identity.updateId, { ...source, isDeployable: hasState });
    },
    remove: (updateId) => void sources.delete(updateId),
    async link(breath) {
      const updates = [...sources.keys()].filter((id) => sources.get(id)?.kind === 'software');
      const indexes = new Map(updates.map((id, index) => [id, index]));
      const linked = await linkCatalog(sources, indexes, expressions, breath);
      const rules = rulesOf(0, linked, indexes, expressions);
      return {
        updates: rules.updates, evaluate: rules.evaluate,
        present(machine, updateIds) {
          const asked = [...updateIds].map((id) => [id, linked.present(id)] as const);
          const answer = answersOn(expressions.all, viewOf(machine));
          return asked.filter(([, expression]) => answer(expression) === yes).map(([id]) => id);
        },
      };
    },
  };
}
