import { Button, Checkbox, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Comparison, Job } from '../../../contract/index.ts';
import { command, explain, queryClient, useAsked, useJobs, type Explanation } from '../../data/index.ts';
import { usePage } from '../../state/index.ts';
import { Block, count, ErrorBlock, PaneTitle, Progress } from '../../ui/index.ts';
import './air-gap.css';
import { ComparisonView } from './ComparisonView.tsx';

/** The job as it stands: running, or ended while this page was there. */
function useJob(id: string | null): Job | undefined {
  const running = useJobs((s) => s.running.find((job) => job.id === id));
  const ended = useJobs((s) => (s.ended?.id === id ? s.ended : undefined));
  return running ?? ended;
}

/** The job of a kind that was seen last, so that the page can be left and come back to. */
function latest(kind: Job['kind']): string | null {
  const { running, ended } = useJobs.getState();
  return running.find((job) => job.kind === kind)?.id ?? (ended?.kind === kind ? ended.id : null);
}

function JobBlock({ job }: { job: Job }) {
  const [problem, setProblem] = useState<Explanation | null>(null);
  const cancel = () => command((e, call) => e.jobs.cancel({ call, id: job.id })).catch((error: unknown) => setProblem(explain(error)));
  if (job.state === 'failed') return <Block intent="error" title={`${job.title} failed`}>{job.message} Nothing was changed.</Block>;
  if (job.state === 'cancelled') return <Block intent="information" title={`${job.title} cancelled`}>Nothing was changed.</Block>;
  if (job.state === 'done') return job.kind === 'import' ? <Block intent="done" title="Imported">The catalog is here. Run Synchronization brings it into the site database.</Block> : null;
  return (
    <>
      <div className="air-gap-row" role="status">
        <span>{job.phase || job.title}</span>
        <Progress label={job.title} share={job.total ? job.done / job.total : null} width={200} />
        <span className="secondary">{job.total === null ? count(job.done) : `${count(job.done)} of ${count(job.total)}`}</span>
        {job.cancellable && <Button onClick={() => void cancel()}>Cancel</Button>}
      </div>
      {problem && <ErrorBlock error={problem} />}
    </>
  );
}

function ImportForm({ comparison, disabled, onImport }: { comparison: Comparison; disabled: boolean; onImport(acceptUnsigned: boolean): void }) {
  const [accepted, setAccepted] = useState(false);
  const unsigned = comparison.signedBy === null;
  return (
    <div className="air-gap-form">
      {unsigned && <Checkbox checked={accepted} label="Import it although it is not signed. This is recorded." onChange={(_, data) => setAccepted(data.checked === true)} />}
      <Button appearance="primary" disabled={disabled || (unsigned && !accepted)} onClick={() => onImport(accepted)}>Import</Button>
    </div>
  );
}

/** Update Repository → Import: a bundle is compared with the catalog before anything changes, then imported all or nothing. */
export default function ImportPage() {
  const [folder, setFolder] = useState('');
  const [compareId, setCompareId] = useState(() => latest('comparison'));
  const [importId, setImportId] = useState(() => latest('import'));
  const [problem, setProblem] = useState<Explanation | null>(null);
  const comparing = useJob(compareId);
  const importing = useJob(importId);
  const compared = useAsked(['airGap', 'comparison', compareId], (e, call) => e.airGap.comparison({ call, jobId: compareId! }), { enabled: comparing?.state === 'done', keepPrevious: false });
  const comparison = compareId === null ? undefined : compared.data?.value;
  const busy = [comparing, importing].some((job) => job && job.endedAt === null);
  usePage({ node: [], selection: null, items: null, selected: 0, refresh: () => void queryClient.invalidateQueries({ queryKey: ['airGap'] }) });

  const start = async (begin: () => Promise<{ value: { jobId: string } }>, began: (id: string) => void) => {
    setProblem(null);
    try {
      began((await begin()).value.jobId);
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const compare = () => {
    setCompareId(null);
    setImportId(null);
    void start(() => command((e, call) => e.airGap.compare({ call, folder: folder.trim() })), setCompareId);
  };
  const run = (of: Comparison, acceptUnsigned: boolean) => void start(() => command((e, call) => e.airGap.import({ call, folder: of.folder, manifest: of.manifest, acceptUnsigned })), setImportId);

  return (
    <>
      <PaneTitle icon="update-repository" title="Import Catalog" />
      <div className="page-scroll air-gap" tabIndex={0} role="group" aria-label="Import Catalog">
        <form className="air-gap-row" onSubmit={(event) => (event.preventDefault(), compare())}>
          <label htmlFor="import-folder">Folder on the site server</label>
          <Input id="import-folder" value={folder} maxLength={1024} onChange={(_, data) => setFolder(data.value)} />
          <Button type="submit" disabled={busy || folder.trim() === ''}>Compare</Button>
        </form>
        {!compareId && <p className="secondary">The folder of an export, or of wsusscn2.cab. Comparing changes nothing.</p>}
        {problem && <ErrorBlock error={problem} />}
        {comparing && <JobBlock job={comparing} />}
        {compared.error && compareId && <ErrorBlock error={explain(compared.error)} />}
        {importing && <JobBlock job={importing} />}
        {comparison && importing?.state !== 'done' && <ImportForm comparison={comparison} disabled={busy} onImport={(accepted) => run(comparison, accepted)} />}
        {comparison && <ComparisonView key={comparison.jobId} comparison={comparison} />}
      </div>
    </>
  );
}
