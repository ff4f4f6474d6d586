import { Button } from '@fluentui/react-components';
import { command, useAttempt } from '../../data/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './synchronization.css';

/** Says what follows before the role goes (SYNC-17). */
export default function RemoveRoleDialog({ server, onClose }: { server: string; onClose(): void }) {
  const { busy, problem, attempt } = useAttempt();
  const remove = () =>
    attempt(async () => {
      await command((e, call) => e.siteSystems.removeSoftwareUpdatePoint({ call, server }));
      onClose();
    });
  return (
    <DialogWindow
      alert
      icon="software-update-point"
      title="Remove Role"
      width={480}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy} onClick={() => void remove()}>Remove Role</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="remove-role">
        {problem && <ErrorBlock error={problem} />}
        <p>Remove the software update point role from {server}?</p>
        <Block intent="warning">
          If it is the active one, this site stops synchronizing and clients cannot scan. The updates in the site database stay; after a new role is installed they are inactive until its first synchronization.
        </Block>
        <p className="secondary">The settings are kept: classifications, products, languages, schedule and source are as they are when a role is installed again.</p>
      </div>
    </DialogWindow>
  );
}
