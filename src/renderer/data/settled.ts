import { useEffect, useState } from 'react';

/** `value` once it has not changed for `ms`, so that what is typed or passed by an arrow key held down is not asked for each time. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
