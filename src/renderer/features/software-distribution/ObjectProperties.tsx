import { Button } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { ObjectRef } from '../../../contract/index.ts';
import { explain, useReason, type Explanation } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import type { Kind } from './kinds.tsx';
import './distribution.css';

interface Props<D> {
  kind: Kind<D>;
  of: ObjectRef;
  id: number;
  security(of: ObjectRef & { name: string }): ReactNode;
  onClose(): void;
}

/** Properties of a package, a program or an advertisement; read once, so that a change by somebody else shows as a conflict. */
export function ObjectProperties<D extends { name: string }>({ kind, of, id, security, onClose }: Props<D>) {
  const [loaded, setLoaded] = useState<{ revision: number; draft: D } | null>(null);
  const [draft, setDraft] = useState<D | null>(null);
  const [problem, setProblem] = useState<(Pick<Explanation, 'what' | 'why' | 'todo'> & Partial<Explanation>) | null>(null);
  const [current, setCurrent] = useState('General');
  const [busy, setBusy] = useState(false);
  const reason = useReason(kind.change, id);
  useEffect(() => {
    const gone = { what: `The ${kind.noun.toLowerCase()} is not there.`, why: 'It was deleted meanwhile.', todo: 'Press F5 to refresh the list.' };
    void kind.load(id).then(({ revision, draft: found }) => (found ? (setLoaded({ revision, draft: found }), setDraft(found)) : setProblem(gone)), (error: unknown) => setProblem(explain(error)));
  }, [kind, id]);
  const issues = draft ? (kind.schema.safeParse(draft).error?.issues ?? []) : [];
  const issueOf = (path: string) => issues.find((issue) => issue.path[0] === path)?.message ?? problem?.fields?.find((field) => field.path === path)?.message;
  const changed = JSON.stringify(draft) !== JSON.stringify(loaded?.draft);
  const save = async (close: boolean) => {
    if (!draft || !loaded) return;
    setBusy(true);
    setProblem(null);
    try {
      const saved = changed ? await kind.save(id, draft, loaded.revision) : null;
      if (saved) setLoaded({ revision: saved.revision, draft });
      if (close) onClose();
    } catch (error) {
      setProblem(explain(error));
    }
    setBusy(false);
  };
  const names = [...kind.pages.map((page) => page.name), 'Security'];
  const marked = kind.pages.filter((page) => page.fields.some((path) => issueOf(path) !== undefined)).map((page) => page.name);
  const blocked = !draft || busy || issues.length > 0;
  return (
    <DialogWindow
      icon={kind.icon} title={`${loaded?.draft.name ?? kind.noun} Properties`} width={620} height={600} onClose={onClose} tabs={{ names, current, onSelect: setCurrent, marked }}
      footer={
        <>
          <Button appearance="primary" disabled={blocked} onClick={() => void save(true)}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={blocked || !changed} onClick={() => void save(false)}>Apply</Button>
          <Button onClick={() => openHelp('software-distribution')}>Help</Button>
        </>
      }
    >
      {problem && <ErrorBlock error={problem} />}
      {reason !== null && <Block intent="information">{reason}</Block>}
      {draft && current === 'Security' && security({ ...of, name: draft.name })}
      {draft && kind.pages.find((page) => page.name === current)?.draw({ draft, disabled: reason !== null, onChange: (part) => setDraft({ ...draft, ...part }), messageOf: issueOf })}
    </DialogWindow>
  );
}
