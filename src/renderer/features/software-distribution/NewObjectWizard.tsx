import { useState } from 'react';
import { explain } from '../../data/index.ts';
import { go, notify, openDialog, openHelp } from '../../state/index.ts';
import { Block, Wizard, type WizardOutcome } from '../../ui/index.ts';
import type { Kind } from './kinds.tsx';
import './distribution.css';

/** New Package, New Program and New Advertisement Wizard. */
export function NewObjectWizard<D extends { name: string }>({ kind, initial, onClose }: { kind: Kind<D>; initial: D; onClose(): void }) {
  const [draft, setDraft] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const issues = kind.schema.safeParse(draft).error?.issues ?? [];
  const issueOf = (path: string) => issues.find((issue) => issue.path[0] === path)?.message;
  const change = (part: Partial<D>) => {
    setDraft({ ...draft, ...part });
    setTouched(new Set([...touched, ...Object.keys(part)]));
  };
  const run = async (): Promise<WizardOutcome> => {
    try {
      const { revision } = await kind.create(draft);
      notify({ intent: 'done', title: `${draft.name.trim()} was made`, action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      go(kind.node(draft));
      return { confirmation: <Block intent="done" title={`The ${kind.noun.toLowerCase()} ${draft.name.trim()} was made.`}>{kind.noun === 'Advertisement' && 'Computers of the collection find it with their next policy poll.'}</Block> };
    } catch (error) {
      return { problem: explain(error) };
    }
  };
  return (
    <Wizard
      icon={kind.icon} title={`New ${kind.noun} Wizard`} height={600}
      pages={kind.pages.map(({ name, title, fields, draw }) => ({
        name, title, missing: fields.map(issueOf).find((message) => message !== undefined) ?? null,
        content: draw({ draft, disabled: false, onChange: change, messageOf: (path) => (touched.has(path) ? issueOf(path) : undefined) }),
      }))}
      summary={<dl className="facts">{kind.summary(draft).filter(([, text]) => text !== '').flatMap(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{text}</dd>])}</dl>}
      progress={`The ${kind.noun.toLowerCase()} is made…`} run={run} onHelp={() => openHelp('software-distribution')} onClose={onClose}
    />
  );
}
