import { useCallback, useState } from 'react';
import { notify, openDialog, type Chosen, type DialogRequest } from '../state/index.ts';
import { explain, type Explanation } from './explained.ts';

/** Says in a notice what happened, why and what to do; for verbs that have no dialog to say it in. */
export function notifyFailure(error: unknown) {
  const { what, why, todo } = explain(error);
  notify({ intent: 'error', title: what, text: `${why} ${todo}` });
}

/** Opens a dialog for updates as soon as it is known which they are. */
export const openFor = (chosen: Chosen, dialog: (updates: readonly number[]) => DialogRequest): void => void chosen().then((updates) => openDialog(dialog(updates)), notifyFailure);

/** One thing tried at a time: whether it is under way, and what the last try failed with. */
export function useAttempt(): { busy: boolean; problem: Explanation | null; attempt(act: () => Promise<unknown>): Promise<void> } {
  const [problem, setProblem] = useState<Explanation | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = useCallback(async (act: () => Promise<unknown>) => {
    setProblem(null);
    setBusy(true);
    try {
      await act();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, attempt };
}
