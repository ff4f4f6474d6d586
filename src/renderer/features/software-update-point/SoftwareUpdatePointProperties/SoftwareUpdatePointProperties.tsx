import { Button } from '@fluentui/react-components';
import { ask, explain, useAsked, useSite } from '../../../data/index.ts';
import { DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import { SettingsSheet } from './SettingsSheet.tsx';
import { useEffect, useState } from 'react';
import type { Reply } from '../../../data/index.ts';
import type { SoftwareUpdatePointSettings } from '../../../../contract/index.ts';

type Loaded = Reply<{ settings: SoftwareUpdatePointSettings }>;

/** Software Update Point Component Properties (SYNC-01): reads the settings as they are now, then shows the sheet. */
export default function SoftwareUpdatePointProperties({ tab, onClose }: { tab?: string; onClose(): void }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const categories = useAsked(['softwareUpdatePoint', 'categories'], (e, call) => e.softwareUpdatePoint.categories({ call }));
  const languages = useAsked(['softwareUpdatePoint', 'languages'], (e, call) => e.softwareUpdatePoint.languages({ call }));
  // Read once, not kept current: what the user is editing must not change under the cursor. A later change shows as a conflict.
  const load = () => {
    setProblem(null);
    setLoaded(null);
    ask((e, call) => e.softwareUpdatePoint.settings({ call })).then(setLoaded, setProblem);
  };
  useEffect(load, []);
  const site = useSite().data?.value;
  const failed = problem ?? categories.error ?? languages.error;
  if (failed) {
    return (
      <DialogWindow icon="software-update-point" title="Software Update Point Component Properties" width={720} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={explain(failed)} onRetry={load} />
      </DialogWindow>
    );
  }
  if (!site || !loaded || !categories.data || !languages.data) return null;
  return <SettingsSheet key={loaded.revision} loaded={loaded} categories={categories.data.value} languages={languages.data.value} tab={tab} parent={site.parent} onReload={load} onClose={onClose} />;
}
