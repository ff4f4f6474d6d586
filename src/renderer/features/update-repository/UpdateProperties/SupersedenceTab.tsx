import { useState, type ReactNode } from 'react';
import type { Supersedence } from '../../../../contract/index.ts';
import { ask, computersNode, explain, updateName, useAsked } from '../../../data/index.ts';
import { closeDialog, go, openDialog } from '../../../state/index.ts';
import { Block, count, counted, date, ErrorBlock, ObjectIcon, Tabs } from '../../../ui/index.ts';
import { useCounted } from '../CollectionChoice.tsx';
import { icons } from '../columns.tsx';
import './supersedence.css';
import { SupersedenceGraph } from './SupersedenceGraph.tsx';

const NAMED = 8;

/** The computers that would lose their only fix, by name; the others are behind the link. */
function Losing({ update, collection, computers }: { update: number; collection: number | null; computers: number }) {
  const asked = { update, collection, state: 'required', reason: null, onlyFix: true, find: '', offset: 0, limit: NAMED } as const;
  const names = useAsked(['compliance', 'onlyFix', update, collection], () => ask((e, call) => e.compliance.computers({ call, ...asked }))).data?.value.rows.map((row) => row.name) ?? [];
  return (
    <p>
      {names.join(', ')}{computers > NAMED && ` and ${count(computers - NAMED)} more`}.{' '}
      <button type="button" className="link" onClick={() => (closeDialog(), go(computersNode(update, 'required', collection, 'onlyFix')))}>
        Show the {counted(computers, 'computer')}
      </button>
    </p>
  );
}

/** What happens if the update is expired or declined. Deployments come later: until then every update that is not expired counts as approved. */
function Effect({ update, collection, whose, effect: { expired, required, fixes, onlyFix } }: { update: number; collection: number | null; whose: string; effect: Supersedence['effect'] }): ReactNode {
  if (expired) return <Block intent="information" title="This update is expired">No computer can be given it any more. Expiring or declining it again changes nothing.</Block>;
  const title = 'If this update is expired or declined, ';
  if (onlyFix > 0) {
    return (
      <Block intent="warning" title={`${title}${counted(onlyFix, 'computer')} of ${whose} ${onlyFix === 1 ? 'loses its' : 'lose their'} only approved fix`}>
        <Losing update={update} collection={collection} computers={onlyFix} />
      </Block>
    );
  }
  return (
    <Block intent="done" title={`${title}no computer of ${whose} loses its only approved fix`}>
      {required === 0 ? 'No computer requires it.' : `The ${counted(required, 'computer')} that ${required === 1 ? 'requires' : 'require'} it can be fixed by ${counted(fixes, 'update')} that ${fixes === 1 ? 'supersedes' : 'supersede'} it.`}
    </Block>
  );
}

const sides = { newer: 'Supersedes it', this: 'This update', older: 'Superseded by it' };

/** The same as text, for reading aloud and for copying. */
function SupersedenceList({ graph, onOpen }: { graph: Supersedence; onOpen(id: number): void }) {
  return (
    <table className="plain-table">
      <thead>
        <tr><th>Software Update</th><th>Relation</th><th>State</th><th>Date Released</th><th className="number">Required</th><th className="number">Installed</th></tr>
      </thead>
      <tbody>
        {graph.nodes.map((node) => (
          <tr key={node.id}>
            <td className="is-long">
              <span className="supersedence-name"><ObjectIcon name={icons[node.icon].name} /><button type="button" className="link" onClick={() => onOpen(node.id)}>{updateName(node)}: {node.title}</button></span>
            </td>
            <td>{sides[node.side]}</td>
            <td>{icons[node.icon].label}</td>
            <td>{date(node.dateReleased)}</td>
            <td className="number">{node.counts && count(node.counts.required)}</td>
            <td className="number">{node.counts && count(node.counts.installed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const views = ['Graph', 'List'] as const;

function beyond({ more, notSynchronized }: Supersedence): string {
  const parts = [more.newer > 0 && `${counted(more.newer, 'newer update')} more`, more.older > 0 && `${counted(more.older, 'older update')} more`, notSynchronized > 0 && `${counted(notSynchronized, 'update')} not synchronized to this site`];
  return parts.filter((part) => part !== false).join(', ');
}

/** Supersedence Information: what supersedes what, and the effect of expiring the update (INSIGHT-04). */
export function SupersedenceTab({ id }: { id: number }) {
  const [view, setView] = useState<(typeof views)[number]>('Graph');
  const { collection, whose } = useCounted();
  const asked = useAsked(['compliance', 'supersedence', id, collection], (e, call) => e.insight.supersedence({ call, update: id, collection }));
  const graph = asked.data?.value;
  if (asked.error) return <ErrorBlock error={explain(asked.error)} onRetry={() => void asked.refetch()} />;
  if (!graph) return null;
  const open = (other: number) => openDialog({ kind: 'updateProperties', id: other, tab: 'Supersedence Information' });
  const alone = graph.nodes.length === 1;
  const rest = beyond(graph);
  return (
    <div className="supersedence">
      <Effect update={id} collection={collection} whose={whose} effect={graph.effect} />
      {alone ? (
        <p className="secondary">No update of this site supersedes it, and it supersedes none.{rest && ` Beyond: ${rest}.`}</p>
      ) : (
        <>
          <div className="supersedence-head">
            <span className="secondary">{view === 'Graph' ? 'Newest left, oldest right. ' : ''}{rest && `Not shown: ${rest}.`}</span>
            <span className="spacer" />
            <Tabs label="View" names={views} current={view} onSelect={(name) => setView(name)} />
          </div>
          {view === 'Graph' ? <SupersedenceGraph graph={graph} onOpen={open} /> : <SupersedenceList graph={graph} onOpen={open} />}
        </>
      )}
    </div>
  );
}
