import { Button } from '@fluentui/react-components';
import { command, useAttempt, useLinks, useSites } from '../../data/index.ts';
import { go, notify } from '../../state/index.ts';
import { Block, counted, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { fullName } from './words.ts';

/** Names what goes with a site before it is removed. */
export default function RemoveSiteDialog({ code, onClose }: { code: string; onClose(): void }) {
  const site = useSites().data?.value.find((s) => s.code === code);
  const link = useLinks().data?.value.find((l) => l.neighbour === code);
  const { busy, problem, attempt } = useAttempt();
  if (!site) return null;
  const remove = () =>
    attempt(async () => {
      const { value } = await command((e, call) => e.hierarchy.removeSite({ call, code }));
      notify({ intent: 'done', title: `${fullName(site)} was removed`, text: value.setAside === null ? undefined : `Its files are kept in ${value.setAside}.` });
      go('site-management');
      onClose();
    });
  return (
    <DialogWindow
      alert
      icon="site"
      title="Remove Site"
      width={500}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy} onClick={() => void remove()}>Remove {code}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div style={{ display: 'grid', gap: 12 }}>
        <Block intent="warning" title={`Remove ${fullName(site)} from the hierarchy?`}>
          {site.place === 'here' ? 'It is closed; a synchronization that runs there ends. Its site database, WSUS catalog and logs are set aside in the data folder, not deleted.' : 'Its link is cut and its key opens nothing any more. What it has on its machine stays there.'}
        </Block>
        {link && link.backlog > 0 && <p>{counted(link.backlog, 'message')} that wait for it are dropped.</p>}
        {problem && <ErrorBlock error={problem} />}
      </div>
    </DialogWindow>
  );
}
