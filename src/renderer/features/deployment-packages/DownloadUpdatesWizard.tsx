import { useState } from 'react';
import type { DownloadStarted } from '../../../contract/index.ts';
import { explain } from '../../data/index.ts';
import { go, openHelp } from '../../state/index.ts';
import { Block, counted, Wizard, type WizardOutcome } from '../../ui/index.ts';
import { PackagePages } from './PackagePages.tsx';

/** What the download brings; it goes on by itself, whatever the console does. */
export function Started({ started }: { started: DownloadStarted }) {
  const { contents, already, withoutFiles, jobId } = started;
  return (
    <>
      <Block intent="done" title={contents === 0 ? 'Nothing is left to download.' : `${counted(contents, 'content is', 'contents are')} being downloaded.`}>
        {already > 0 && <p>{counted(already, 'was', 'were')} in the package already.</p>}
        {withoutFiles > 0 && <p>{counted(withoutFiles, 'software update has', 'software updates have')} no files in the languages chosen.</p>}
      </Block>
      {jobId !== null && <p className="secondary">Each file is checked against the digests of its metadata. Then the package is copied to its distribution points. The status bar says how far it is; Software Updates of the package says what did not come, and why. It goes on when the console is closed.</p>}
    </>
  );
}

/** Download Updates Wizard (D§5.5). */
export default function DownloadUpdatesWizard({ updates, into, onClose }: { updates: readonly number[]; into: string | null; onClose(): void }) {
  const [made, setMade] = useState<string | null>(null);
  return (
    <PackagePages updates={updates} into={into}>
      {({ pages, summary, start }) => {
        const run = async (): Promise<WizardOutcome> => {
          try {
            const started = await start();
            setMade(started.id);
            return { confirmation: <Started started={started} /> };
          } catch (error) {
            return { problem: explain(error) };
          }
        };
        return (
          <Wizard
            icon="deployment-package" title="Download Updates Wizard" height={640} pages={pages} summary={summary} progress="The download is started…" run={run}
            next={made === null ? undefined : { label: 'Show the Package', run: () => (onClose(), go(`deployment-packages/${made}/updates`)) }}
            onHelp={() => openHelp('deployment-packages')} onClose={onClose}
          />
        );
      }}
    </PackagePages>
  );
}
