import { create } from 'zustand';

export interface Notice {
  id: number;
  intent: 'error' | 'done' | 'information';
  title: string;
  text?: string;
  action?: { label: string; run(): void };
}

let last = 0;

export const useNotices = create<{ notices: Notice[] }>(() => ({ notices: [] }));

export const dismiss = (id: number) => useNotices.setState((s) => ({ notices: s.notices.filter((n) => n.id !== id) }));

/** Shows a notice in the corner; errors stay until they are closed, the others leave after eight seconds. */
export function notify(notice: Omit<Notice, 'id'>) {
  const id = ++last;
  useNotices.setState((s) => ({ notices: [...s.notices, { ...notice, id }].slice(-4) }));
  if (notice.intent !== 'error') setTimeout(() => dismiss(id), 8000);
}
