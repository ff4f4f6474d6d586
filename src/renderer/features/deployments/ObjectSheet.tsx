import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { z } from 'zod';
import { explain, type Explanation } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock, type IconName } from '../../ui/index.ts';
import './deployments.css';

export interface SheetTab<Draft> {
  name: string;
  /** Fields of the draft that stand on it. */
  fields: readonly (keyof Draft & string)[];
  content(part: { draft: Draft; set(change: Partial<Draft>): void; messageOf(path: string): string | undefined }): ReactNode;
}

interface Props<Draft> {
  icon: IconName;
  title: string;
  initial: Draft;
  /** Revision of the site it was read at. */
  revision: number;
  schema: z.ZodType<Draft>;
  tabs: readonly SheetTab<Draft>[];
  /** The Security tab. */
  security: ReactNode;
  /** Why nothing can be changed here; null: it can. */
  reason: string | null;
  save(draft: Draft, revision: number | undefined): Promise<{ revision: number }>;
  help: string;
  onReload(): void;
  onClose(): void;
}

/** A property sheet over one draft, checked by the schema the site checks with; who saves second is told of the first (D§9). */
export function ObjectSheet<Draft extends object>({ icon, title, initial, revision, schema, tabs, security, reason, save, help, onReload, onClose }: Props<Draft>) {
  const names = [...tabs.map((tab) => tab.name), 'Security'];
  const [current, setCurrent] = useState<string>(names[0]!);
  const [stored, setStored] = useState({ draft: initial, revision });
  const [draft, setDraft] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Explanation | null>(null);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(stored.draft);
  const checked = schema.safeParse(draft);
  const issues = [...(checked.error?.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) ?? []), ...(problem?.fields ?? [])];
  const within = (path: string, field: string) => path === field || path.startsWith(`${field}.`);
  const marked = tabs.filter((tab) => issues.some((issue) => tab.fields.some((field) => within(issue.path, field)))).map((tab) => tab.name);
  const store = async (close: boolean, over = false) => {
    if (!isDirty && close) return onClose();
    if (!checked.success) return setCurrent(marked[0] ?? names[0]!);
    setProblem(null);
    setBusy(true);
    try {
      const saved = await save(checked.data, over ? undefined : stored.revision);
      setStored({ draft: checked.data, revision: saved.revision });
      setDraft(checked.data);
      if (close) onClose();
    } catch (error) {
      setProblem(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const tab = tabs.find((one) => one.name === current);
  const set = (change: Partial<Draft>) => {
    setProblem(null);
    setDraft((before) => ({ ...before, ...change }));
  };
  return (
    <DialogWindow
      icon={icon} title={title} width={720} height={560} onClose={onClose} tabs={{ names, current, onSelect: setCurrent, marked }}
      footer={
        <>
          <Button appearance="primary" disabled={busy} onClick={() => void store(true)}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={!isDirty || busy} title={isDirty ? undefined : 'Nothing was changed.'} onClick={() => void store(false)}>Apply</Button>
          <Button onClick={() => openHelp(help)}>Help</Button>
        </>
      }
    >
      {problem && (
        <div className="deployment-problem">
          <ErrorBlock error={problem} actions={problem.code === 'REVISION_CONFLICT' && <><Button onClick={onReload}>Show Current Settings</Button><Button onClick={() => void store(false, true)}>Save Mine Anyway</Button></>} />
        </div>
      )}
      {tab && reason !== null && <div className="deployment-problem"><Block intent="information">{reason}</Block></div>}
      {tab ? tab.content({ draft, set, messageOf: (path) => issues.find((issue) => issue.path === path)?.message }) : security}
    </DialogWindow>
  );
}
