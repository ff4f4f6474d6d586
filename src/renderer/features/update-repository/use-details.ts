import { useAsked, useSettled } from '../../data/index.ts';

const SETTLED_MS = 90;

export function useDetails(id: number | null) {
  const settled = useSettled(id, SETTLED_MS);
  return useAsked(['updateRepository', 'details', settled], (e, call) => e.updateRepository.details({ call, id: settled! }), { enabled: settled !== null });
}
