import { useEffect } from 'react';
import { useJobs } from '../data/index.ts';
import { jobPage } from './job-page.ts';
import { go, notify, useNavigation } from '../state/index.ts';

/** Says how a job ended when its page is not the one in sight. */
export function useJobNotices() {
  const ended = useJobs((s) => s.ended);
  useEffect(() => {
    const { history, at } = useNavigation.getState();
    const page = ended && jobPage(ended.kind);
    if (!ended || history[at] === page) return;
    const action = page ? { label: 'Show', run: () => go(page) } : undefined;
    if (ended.state === 'failed') notify({ intent: 'error', title: `${ended.title} failed`, text: ended.message ?? undefined, action });
    else notify({ intent: ended.state === 'done' ? 'done' : 'information', title: `${ended.title} ${ended.state}`, action });
  }, [ended]);
}
