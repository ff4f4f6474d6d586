import { useMemo } from 'react';
import type { SearchValueKind } from '../../../../contract/index.ts';
import { useAsked } from '../../../data/index.ts';
import { sameValue, type Choices } from './words.ts';

export interface Choice {
  value: string;
  title: string;
}

const severities = ['Critical', 'Important', 'Moderate', 'Low', 'None'];

/** What can be picked for each kind of value: all categories of the catalog, not only those that are synchronized (D§4.3). */
export function useChoices(): { of(kind: SearchValueKind): readonly Choice[]; names: Choices } {
  const categories = useAsked(['softwareUpdatePoint', 'categories'], (e, call) => e.softwareUpdatePoint.categories({ call })).data?.value;
  const languages = useAsked(['softwareUpdatePoint', 'languages'], (e, call) => e.softwareUpdatePoint.languages({ call })).data?.value;
  return useMemo(() => {
    const byTitle = (a: Choice, b: Choice) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1);
    const ofCategory = (name: string, ...kinds: string[]) =>
      (categories ?? []).filter((one) => kinds.includes(one.kind)).map(({ id, title, kind }) => ({ value: `'${name}:${id}'`, title: kind === 'productFamily' ? `${title} (all of it)` : title })).toSorted(byTitle);
    const lists: Partial<Record<SearchValueKind, Choice[]>> = {
      classification: ofCategory('UpdateClassification', 'classification'), vendor: ofCategory('Company', 'company'), product: ofCategory('Product', 'product', 'productFamily'),
      severity: severities.map((name) => ({ value: name, title: name })),
      language: [{ value: 'all', title: 'All languages' }, ...(languages ?? []).map(({ short, long }) => ({ value: short, title: long })).toSorted(byTitle)],
    };
    return { of: (kind) => lists[kind] ?? [], names: new Map(Object.values(lists).flat().map(({ value, title }) => [sameValue(value), title])) };
  }, [categories, languages]);
}
