import { ArrowClockwise16Regular, ArrowExportUp16Regular, ArrowLeft16Regular, ArrowRight16Regular, ArrowUp16Regular, ChevronRight12Regular, DocumentSettings16Regular, PanelLeft16Regular, PanelRight16Regular, QuestionCircle16Regular } from '@fluentui/react-icons';
import { Fragment } from 'react';
import { back, forward, go, togglePane, useLayout, useNavigation, type Action } from '../state/index.ts';
import { SitePicker } from '../features/sites/index.ts';
import { IconButton } from '../ui/index.ts';
import { GoTo } from './GoTo.tsx';
import type { Tree, TreeNode } from './tree/definition.ts';
import type { Verbs } from './use-verbs.tsx';

/** The way from Software Updates down, not from the root: the first two levels say nothing new. */
function crumbs(tree: Tree, current: TreeNode): TreeNode[] {
  const path = tree.path(current.id);
  const start = path.findIndex((node) => node.id === 'software-updates');
  return start > 0 ? path.slice(start) : path.length > 1 ? path.slice(1) : path;
}

/** `everywhere`: verbs that Go to offers on every page. */
export function Toolbar({ tree, current, verbs, everywhere }: { tree: Tree; current: TreeNode; verbs: Verbs; everywhere: readonly Action[] }) {
  const at = useNavigation((s) => s.at);
  const length = useNavigation((s) => s.history.length);
  const { treeShown, actionsShown } = useLayout();
  const path = crumbs(tree, current);
  return (
    <div className="tool-row">
      <div role="toolbar" aria-label="Console" className="tools" data-pane="toolbar">
        <IconButton label="Back" hint="Alt+Left" icon={<ArrowLeft16Regular />} reason={at === 0 ? 'there is no earlier page' : null} onClick={back} />
        <IconButton label="Forward" hint="Alt+Right" icon={<ArrowRight16Regular />} reason={at === length - 1 ? 'there is no later page' : null} onClick={forward} />
        <IconButton label="Up" icon={<ArrowUp16Regular />} reason={current.parent === null ? 'this is the top of the tree' : null} onClick={() => current.parent && go(current.parent)} />
        <span className="tool-divider" />
        <IconButton label="Show/Hide Console Tree" icon={<PanelLeft16Regular />} pressed={treeShown} onClick={() => togglePane('tree')} />
        <IconButton label="Export List" icon={<ArrowExportUp16Regular />} reason={verbs.exportList.reason} onClick={verbs.exportList.run} />
        <IconButton label="Refresh" hint="F5" icon={<ArrowClockwise16Regular />} reason={verbs.refresh.reason} onClick={verbs.refresh.run} />
        <IconButton label="Properties" hint="Alt+Enter" icon={<DocumentSettings16Regular />} reason={verbs.properties.reason} onClick={verbs.properties.run} />
        <IconButton label="Help" hint="F1" icon={<QuestionCircle16Regular />} onClick={verbs.help.run} />
        <span className="tool-divider" />
        <IconButton label="Show/Hide Actions Pane" icon={<PanelRight16Regular />} pressed={actionsShown} onClick={() => togglePane('actions')} />
        <span className="tool-divider" />
      </div>
      <nav aria-label="Breadcrumb" className="crumbs">
        {path.map((node, nth) => (
          <Fragment key={node.id}>
            {nth > 0 && <ChevronRight12Regular className="crumb-arrow" />}
            {nth === path.length - 1 ? (
              <span aria-current="page" className="crumb is-current ellipsis">
                {node.label}
              </span>
            ) : (
              <button type="button" className="crumb ellipsis" onClick={() => go(node.id)}>
                {node.label}
              </button>
            )}
          </Fragment>
        ))}
      </nav>
      <span className="spacer" />
      <SitePicker />
      <GoTo tree={tree} verbs={verbs} everywhere={everywhere} />
    </div>
  );
}
