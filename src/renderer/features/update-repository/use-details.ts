import { useEffect, useState } from 'react';
import { useAsked } from '../../data/index.ts';

const SETTLED_MS = 90;

/** `value` once it has stopped changing, so that an arrow key held down does not ask for every row it passes. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

export function useDetails(id: number | null) {
  const settled = useSettled(id);
  return useAsked(['updateRepository', 'details', settled], (e, call) => e.updateRepository.details({ call, id: settled! }), { enabled: settled !== null });
}
