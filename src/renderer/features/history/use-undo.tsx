import { ArrowUndo16Regular } from '@fluentui/react-icons';
import { ask, notifyFailure, useActor, useAsked } from '../../data/index.ts';
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
    // Asked anew: what is known here may be from before a change that was made a moment ago.
    run: () => void ask((e, call) => e.objects.lastChange({ call, by: by! })).then(({ value }) => value && openDialog({ kind: 'undo', revision: value.revision }), notifyFailure),
    reason: last ? null : 'You have changed nothing that can be undone.',
    about: what ?? undefined,
  };
}
