import { ArrowUndo16Regular } from '@fluentui/react-icons';
import { useActor, useAsked } from '../../data/index.ts';
import { openDialog, type Action } from '../../state/index.ts';
import { inWords } from './words.ts';

/** Edit ▸ Undo: the newest change of this administrator that stands; the dialog names the effect before anything is done. */
export function useUndoVerb(): Action {
  const by = useActor();
  const last = useAsked(['journal', 'lastChange', by], (e, call) => e.objects.lastChange({ call, by: by! }), { enabled: by !== undefined }).data?.value ?? null;
  const what = last && `${inWords(last.name)}${last.objects[0] ? ` (${last.objects[0].name})` : ''}`;
  return {
    label: 'Undo…',
    icon: <ArrowUndo16Regular />,
    shortcut: 'Ctrl+Z',
    run: () => last && openDialog({ kind: 'undo', revision: last.revision }),
    reason: last ? null : 'You have changed nothing that can be undone.',
    about: what ?? undefined,
  };
}
