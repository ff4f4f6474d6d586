/** History: who changed what and when, what it was before, and the undo of a change. */
import { lazy } from 'react';

export { useUndoVerb } from './use-undo.tsx';
export const HistoryPage = lazy(() => import('./HistoryPage.tsx'));
export const UndoDialog = lazy(() => import('./UndoDialog.tsx'));
