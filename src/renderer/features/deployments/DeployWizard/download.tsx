import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DownloadStarted, PackagedUpdate } from '../../../../contract/index.ts';
import { ask, jobEnded, useJobs } from '../../../data/index.ts';
import { Block, count, counted, Progress, type WizardPage } from '../../../ui/index.ts';
import type { FilesOf } from '../Results.tsx';

/** The pages of a package, which another feature draws. */
interface Download {
  pages: WizardPage[];
  summary: ReactNode;
  start(): Promise<DownloadStarted>;
}
export type PackagePagesOf = (asked: { updates: readonly number[]; wanted: boolean; children(download: Download): ReactNode }) => ReactNode;

/** What became of the files: by update, and the package they are for. */
export interface Arrived {
  name: string;
  id: string;
  distributionPoints: number;
  files: ReadonlyMap<number, Pick<PackagedUpdate, 'state' | 'problem'>>;
}

/** Waits until the download has ended, or until the user does not want to wait, and says how far it came. */
export async function arrived({ id, jobId }: DownloadStarted, left: Promise<void>): Promise<Arrived> {
  if (jobId !== null) await Promise.race([jobEnded(jobId), left]);
  const [rows, packages] = await Promise.all([ask((e, call) => e.deploymentPackages.updates({ call, id })), ask((e, call) => e.deploymentPackages.list({ call }))]);
  const into = packages.value.find((one) => one.id === id);
  return { id, name: into?.settings.name ?? id, distributionPoints: into?.distributionPoints.all ?? 0, files: new Map(rows.value.flatMap((row) => (row.id === null ? [] : [[row.id, row]]))) };
}

/** Progress: how far the files are. They come whether somebody waits or not. */
export function Arriving({ jobId, onLeave }: { jobId: string; onLeave(): void }) {
  const job = useJobs((s) => s.running.find((one) => one.id === jobId));
  const text = job ? `${job.phase}${job.total === null ? '' : `, ${count(job.done)} of ${count(job.total)}`}` : 'The download begins…';
  return (
    <div className="deployment-form" aria-live="off">
      <p>The deployment is made. The files of its software updates are being downloaded.</p>
      <Progress label="Download" share={job?.total ? job.done / job.total : null} width={320} />
      <p className="secondary">{text}</p>
      <div><Button onClick={onLeave}>Do Not Wait</Button></div>
    </div>
  );
}

/** What Confirmation says of the files of each update. */
export const filesOf = ({ files }: Arrived, wanted: readonly number[]): FilesOf => {
  const asked = new Set(wanted);
  return (id) => {
    if (!asked.has(id)) return { text: 'Downloaded before', failed: false };
    const own = files.get(id);
    if (!own) return { text: 'No files in the languages chosen', failed: false };
    if (own.state === 'failed') return { text: `Not downloaded. ${own.problem ?? ''}`, failed: true };
    return { text: own.state === 'there' ? 'Downloaded' : 'Being downloaded', failed: false };
  };
};

/** What became of the files together. A deployment stands without them, and clients wait for them: the two are loosely tied (D§5.3). */
export function FilesNote({ arrived: { name, id, distributionPoints, files }, wanted }: { arrived: Arrived; wanted: readonly number[] }) {
  const states = wanted.flatMap((update) => files.get(update)?.state ?? []);
  const of = (state: PackagedUpdate['state']) => states.filter((one) => one === state).length;
  const [there, coming, failed] = [of('there'), of('wanted'), of('failed')];
  return (
    <>
      {failed > 0 && (
        <Block intent="error" title={`The files of ${counted(failed, 'software update')} were not downloaded.`}>
          <p>The deployment is made all the same and offers {failed === 1 ? 'it' : 'them'}, but clients cannot install {failed === 1 ? 'it' : 'them'} before a distribution point has the files.</p>
          <p>Remove the reason named below, then choose Download Again on the package {name}. Any other package does as well: a client takes a file from each that has it.</p>
        </Block>
      )}
      {coming > 0 && <Block intent="information" title={`The files of ${counted(coming, 'software update')} are still being downloaded.`}>It goes on when the console is closed. Software Updates of the package {name} says how far it is.</Block>}
      {there > 0 && <Block intent="done">The files of {counted(there, 'software update')} are in the package {name} ({id}).</Block>}
      {distributionPoints === 0 && <Block intent="warning">The package {name} is on no distribution point: no client can get the updates from it. Choose New Distribution Points on the package.</Block>}
    </>
  );
}
