import { objectName } from '../../../contract/index.ts';
import { useAttempt } from '../../data/index.ts';
import { NameDialog, type IconName } from '../../ui/index.ts';

/** Asks for the name of a folder, by the rules the site checks with. */
export function FolderNameDialog({ title, icon, initial, onSave, onClose }: { title: string; icon: IconName; initial: string; onSave(name: string): Promise<void>; onClose(): void }) {
  const { busy, problem, attempt } = useAttempt();
  return <NameDialog icon={icon} title={title} initial={initial} messageOf={(name) => objectName.safeParse(name).error?.issues[0]?.message} busy={busy} problem={problem} onSave={(name) => void attempt(() => onSave(name))} onClose={onClose} />;
}
