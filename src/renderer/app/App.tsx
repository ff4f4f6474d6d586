import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense } from 'react';
import { HelpDialog, HelpPane } from '../features/help/index.ts';
import { useUndoVerb } from '../features/history/index.ts';
import { queryClient, useLostSite, useReasons, useSession, useSite } from '../data/index.ts';
import { useSynchronizationVerbs } from '../features/software-update-point/index.ts';
import { bounds, resizePane, useLayout, useShell } from '../state/index.ts';
import { EmptyState, Splitter, themes } from '../ui/index.ts';
import '../ui/theme.css';
import { ActionsPane } from './ActionsPane.tsx';
import { ContextMenu } from './ContextMenu.tsx';
import { Dialogs } from './Dialogs.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import './frame.css';
import { LinkBanner } from './LinkBanner.tsx';
import { MenuBar } from './MenuBar.tsx';
import { Notices } from './Notices.tsx';
import { PageView } from './PageView.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import { dropOn } from './tree/drop.ts';
import { TreePane } from './tree/TreePane.tsx';
import { useTree } from './tree/use-tree.ts';
import { useJobNotices } from './use-job-notices.ts';
import { useKeyboard } from './use-keyboard.ts';
import { useTheme } from './use-theme.ts';
import { useVerbs } from './use-verbs.tsx';

/** Tree, page and Actions pane between menu and status bar. */
function Console() {
  const { tree, current } = useTree();
  const layout = useLayout();
  const help = useShell((s) => s.help);
  const inDialog = useShell((s) => s.dialog !== null);
  const closeHelp = () => useShell.setState({ help: null });
  const lost = useSession((s) => s.state === 'lost');
  const site = useSite().data?.value;
  const verbs = useVerbs(current);
  const why = useReasons();
  const everywhere = useSynchronizationVerbs().filter((verb) => !verb.reason && !(verb.needs && why(verb.needs)) && verb.label !== 'Synchronization');
  const undo = useUndoVerb();
  useKeyboard(verbs, undo, current.parent);
  useJobNotices();
  useLostSite();
  return (
    <div className={`frame${lost ? ' is-lost' : ''}`}>
      <header>
        <MenuBar current={current} verbs={verbs} undo={undo} title={site ? `Patchbay – ${site.code} – ${site.name}` : 'Patchbay'} />
        <Toolbar tree={tree} current={current} verbs={verbs} everywhere={everywhere} />
      </header>
      <LinkBanner />
      <div className="panes">
        {layout.treeShown && (
          <nav className="pane-box" style={{ width: layout.tree + 1 }} aria-label="Console tree" data-pane="tree">
            <TreePane tree={tree} current={current} dropOn={dropOn} />
            <Splitter label="Console tree width" axis="vertical" size={layout.tree} bounds={bounds.tree} onSize={(size) => resizePane('tree', size)} />
          </nav>
        )}
        <main className="page" data-pane="result" aria-label={current.label}>
          <ErrorBoundary at={current.id}>
            <PageView tree={tree} node={current} />
          </ErrorBoundary>
        </main>
        {help !== null && (
          <Suspense fallback={null}>
            {inDialog ? <HelpDialog topic={help} onClose={closeHelp} /> : <HelpPane topic={help} onClose={closeHelp} />}
          </Suspense>
        )}
        {layout.actionsShown && (
          <aside className="pane-box" style={{ width: layout.actions + 1 }} aria-label="Actions" data-pane="actions">
            <Splitter label="Actions pane width" axis="vertical" size={layout.actions} bounds={bounds.actions} sign={-1} onSize={(size) => resizePane('actions', size)} />
            <ActionsPane verbs={verbs} />
          </aside>
        )}
      </div>
      <StatusBar />
      <ContextMenu verbs={verbs} />
      <Dialogs />
      <Notices />
    </div>
  );
}

/** Until the engine has answered for the first time there is nothing to show but that. */
function Waiting() {
  const problem = useSession((s) => s.problem);
  return (
    <div className="frame">
      <div className="waiting">
        <EmptyState icon="app" title="Connecting to the engine" text={problem ?? 'The site database is being opened.'} />
      </div>
    </div>
  );
}

export function App() {
  const theme = useTheme();
  const ready = useSession((s) => s.host !== null);
  // Another site is another console: nothing drawn of the one before stays.
  const site = useSession((s) => s.site);
  return (
    <QueryClientProvider client={queryClient}>
      <FluentProvider theme={themes[theme]}>{ready ? <Console key={site} /> : <Waiting />}</FluentProvider>
    </QueryClientProvider>
  );
}
