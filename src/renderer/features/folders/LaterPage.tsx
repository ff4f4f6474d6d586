import { usePage } from '../../state/index.ts';
import { EmptyState, PaneTitle, type IconName } from '../../ui/index.ts';

/** A node whose work is not built yet says so. */
export function LaterPage({ title, icon, what, about }: { title: string; icon: IconName; what: string; about: string }) {
  usePage({ node: [], selection: null, items: null, selected: 0 });
  return (
    <>
      <PaneTitle icon={icon} title={title} />
      <EmptyState icon={icon} title={`${what} come with a later version of Patchbay`} text={about} />
    </>
  );
}
