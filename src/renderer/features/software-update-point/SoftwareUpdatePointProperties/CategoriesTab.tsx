import { Button, Input } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { Block, CheckTree, count, counted, type CheckNode } from '../../../ui/index.ts';
import { allState, allToggled, coveredLeaves, found, tickState, toggled, type CategoryNode } from './category-tree.ts';
import { DecidedAbove } from './DecidedAbove.tsx';
import { useSettingsForm } from './fields.tsx';
import { ScanCostStrip } from './ScanCostStrip.tsx';

interface Props {
  name: 'classifications' | 'products';
  root: string;
  heading: string;
  one: string;
  nodes: readonly CategoryNode[];
  /** Ids as stored, to mark what this change adds or takes away. */
  stored: readonly string[];
  /** Set at a child site: the choice is its parent's and can be looked at only (SYNC-02). */
  parent: string | null;
  onSynchronize(): void;
}

const ROOT = 'all';

/** Rows in sight with their boxes; below a search everything found is open. */
function visible(nodes: readonly CategoryNode[], ticks: ReadonlySet<string>, before: ReadonlySet<string>, open: ReadonlySet<string>, searching: boolean): CheckNode[] {
  const rows: CheckNode[] = [];
  const walk = (list: readonly CategoryNode[], level: number, above: boolean, aboveBefore: boolean) => {
    for (const node of list) {
      const on = above || ticks.has(node.id);
      const was = aboveBefore || before.has(node.id);
      const state = tickState(node, ticks, above);
      const note = node.children.length > 0 || (state === 'on') === (tickState(node, before, aboveBefore) === 'on') ? undefined : state === 'on' ? 'added' : 'cleared';
      const isOpen = searching || open.has(node.id);
      rows.push({ id: node.id, title: node.title, level, state, count: node.updates === 0 && node.children.length > 0 ? null : count(node.updates), parent: node.children.length > 0, open: isOpen, note });
      if (isOpen) walk(node.children, level + 1, on, was);
    }
  };
  walk(nodes, 1, false, false);
  return rows;
}

/** Classifications or products as a tree of boxes (D§2.4, D§2.5). */
export function CategoriesTab({ name, root, heading, one, nodes, stored, parent, onSynchronize }: Props) {
  const { watch, setValue, formState } = useSettingsForm();
  const chosen = watch(name);
  const source = watch('syncSettings.source');
  const ticks = useMemo(() => new Set(chosen), [chosen]);
  const before = useMemo(() => new Set(stored), [stored]);
  const [text, setText] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([ROOT, ...nodes.filter((n) => tickState(n, new Set(chosen)) !== 'off').map((n) => n.id)]));
  const shown = useMemo(() => found(nodes, text), [nodes, text]);
  const set = (next: Set<string>) => setValue(name, [...next].toSorted(), { shouldDirty: true, shouldValidate: true });

  const rows: CheckNode[] = [
    { id: ROOT, title: root, level: 0, state: allState(nodes, ticks), count: null, parent: true, open: text !== '' || open.has(ROOT) },
    ...(text !== '' || open.has(ROOT) ? visible(shown, ticks, before, open, text.trim() !== '') : []),
  ];
  const { covered, all } = coveredLeaves(nodes, ticks);
  const error = formState.errors[name]?.message;
  return (
    <div className="categories">
      <DecidedAbove parent={parent} />
      {parent === null && name === 'products' && nodes.every((node) => node.children.length === 0) && (
        <Block intent="information" actions={<Button onClick={onSynchronize}>Run Synchronization</Button>}>
          The single products come with the first synchronization: categories are what it fetches first.
        </Block>
      )}
      {parent === null && source !== 'microsoftUpdate' && <Block intent="information">With this source the {name} come from the source; the choice here counts again when Microsoft Update is the source.</Block>}
      <Input aria-label={`Look for a ${one}`} placeholder={`Look for a ${one}`} contentBefore={<Search16Regular />} value={text} onChange={(_, data) => setText(data.value)} />
      <CheckTree
        label={heading}
        headings={[heading, 'Updates']}
        nodes={parent === null ? rows : rows.map((row) => ({ ...row, disabled: true }))}
        onToggle={(id) => set(id === ROOT ? allToggled(nodes, ticks) : toggled(nodes, ticks, id))}
        onOpen={(id, isOpen) => setOpen((now) => (isOpen ? new Set([...now, id]) : new Set([...now].filter((other) => other !== id))))}
      />
      <p className="secondary">
        {count(covered)} of {counted(all, one)} selected{shown.length === 0 ? `. Nothing contains “${text}”` : ''}. Clearing one later does not remove updates that are already synchronized.
      </p>
      <ScanCostStrip changed={formState.isDirty} />
      {(error || chosen.length === 0) && <Block intent="warning">{error ?? `With no ${one} chosen nothing is synchronized but categories.`}</Block>}
    </div>
  );
}
