import type { RepositoryNode, RepositoryTree } from '../../../contract/index.ts';

export const everything: RepositoryNode = { classification: null, vendor: null, product: null };

export interface Scope {
  node: RepositoryNode;
  title: string;
}

/** The folders of the Update Repository that can be searched, each with those above it in its title. */
export const scopesOf = (tree: RepositoryTree | undefined): Scope[] =>
  (tree?.classifications ?? []).flatMap((classification) => [
    { node: { ...everything, classification: classification.id }, title: classification.title },
    ...classification.vendors.flatMap((vendor) => [
      { node: { classification: classification.id, vendor: vendor.id, product: null }, title: `${classification.title} › ${vendor.title}` },
      ...vendor.products.map((product) => ({ node: { classification: classification.id, vendor: vendor.id, product: product.id }, title: `${classification.title} › ${vendor.title} › ${product.title}` })),
    ]),
  ]);

export const keyOf = ({ classification, vendor, product }: RepositoryNode) => [classification, vendor, product].filter((id) => id !== null).join('/');
