import { ArrowExportUp16Regular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { notifyFailure, queryClient, saveStream } from '../../data/index.ts';
import { notify, usePage } from '../../state/index.ts';
import { LogView } from './LogView.tsx';

async function exportLog(name: string, format: 'simple' | 'cmtrace') {
  try {
    const result = await saveStream(name, (e, call, signal) => e.logs.exportLog({ call, name, format }, { signal }));
    if (result === 'saved') notify({ intent: 'done', title: 'Log exported', text: name });
  } catch (error) {
    notifyFailure(error);
  }
}

/** One log in the whole result pane. */
export default function LogPage({ name }: { name: string }) {
  const find = useRef<HTMLInputElement>(null);
  usePage({
    node: [
      { label: 'Export in Server Format', icon: <ArrowExportUp16Regular />, run: () => void exportLog(name, 'simple') },
      { label: 'Export in Client Format', icon: <ArrowExportUp16Regular />, run: () => void exportLog(name, 'cmtrace') },
    ],
    selection: null,
    items: null,
    selected: 0,
    refresh: () => void queryClient.invalidateQueries({ queryKey: ['logs'] }),
    find: () => find.current?.focus(),
  });
  return <LogView name={name} findRef={find} />;
}
