import type { ObjectRef } from '../../../contract/index.ts';
import { command, notifyFailure, useAsked } from '../../data/index.ts';
import { notify, openDialog } from '../../state/index.ts';

export const useUsers = () => useAsked(['rights', 'users'], (e, call) => e.rights.users({ call }));

/** Rights that were given: of one object, of one user, or all. */
export const useGiven = (of: { user: string | null; object: ObjectRef | null }, enabled = true) => useAsked(['rights', 'list', of], (e, call) => e.rights.list({ call, ...of }), { enabled, keepPrevious: false });

/** Does a command about rights and says in a notice that it was done, with its undo. */
export async function commanded(title: string, call: () => ReturnType<typeof command<unknown>>): Promise<void> {
  try {
    const { revision } = await call();
    notify({ intent: 'done', title, text: 'It holds at once.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
  } catch (error) {
    notifyFailure(error);
  }
}
