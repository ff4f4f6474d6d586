import { Button } from '@fluentui/react-components';
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { IconName } from './icons/drawings.tsx';
import { ErrorBlock } from './parts.tsx';
import { DialogWindow } from './Sheet.tsx';
import './wizard.css';

/** A page that asks something; Summary, Progress and Confirmation come by themselves. */
export interface WizardPage {
  /** In the list of pages. */
  name: string;
  /** Above the content. */
  title: string;
  /** Null: what is asked here is answered; else why the next page cannot be shown yet. */
  missing: string | null;
  /** Looks at what was answered before the page is left forward; false: it shows what is wrong. */
  leave?(): Promise<boolean>;
  content: ReactNode;
}

/** What became of it: the content of Confirmation, or what happened, why and what to do. */
export type WizardOutcome = { confirmation: ReactNode } | { problem: { what: string; why: string; todo: string } };

interface Props {
  icon: IconName;
  title: string;
  width?: number;
  height?: number;
  pages: readonly WizardPage[];
  /** What will be done. */
  summary: ReactNode;
  /** Called each time Summary is shown. */
  onSummary?(): void;
  /** Why it cannot be done yet, on Summary. */
  waiting?: string | null;
  /** Said while it is being done. */
  progress: ReactNode;
  run(): Promise<WizardOutcome>;
  /** Beside Close on Confirmation. */
  next?: { label: string; run(): void };
  onHelp(): void;
  onClose(): void;
}

type Stage = 'asking' | 'running' | 'done';

/** The names of all pages on the left, the present one marked. */
function Pages({ names, at }: { names: readonly string[]; at: number }) {
  return (
    <ol className="wizard-pages" aria-label="Pages">
      {names.map((name, n) => (
        <li key={name} aria-current={n === at ? 'step' : undefined} className={n < at ? 'is-done' : undefined}>
          {name}
        </li>
      ))}
    </ol>
  );
}

/** The focus goes to the first field of a page that is shown, or to the page itself. */
function usePageFocus(name: string) {
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    const field = page.current?.querySelector<HTMLElement>('input:not(:disabled):not([type="radio"]:not(:checked)), select:not(:disabled), textarea:not(:disabled)');
    (field ?? page.current)?.focus();
  }, [name]);
  return page;
}

/**
 * A wizard as the console has them (D§9): the pages on the left, Previous, Next, Finish and Cancel below. Enter is Next, Finish
 * jumps to Summary, Next on Summary does it, and Confirmation says what became of each item.
 */
export function Wizard({ icon, title, width = 760, height = 520, pages, summary, onSummary, waiting = null, progress, run, next, onHelp, onClose }: Props) {
  const form = useId();
  const [at, setAt] = useState(0);
  const [stage, setStage] = useState<Stage>('asking');
  const [outcome, setOutcome] = useState<WizardOutcome | null>(null);
  const names = [...pages.map((page) => page.name), 'Summary', 'Progress', 'Confirmation'];
  const asked = pages[at];
  const last = stage === 'asking' && at === pages.length;
  const missing = asked ? asked.missing : waiting;
  const shown = stage === 'asking' ? at : stage === 'running' ? pages.length + 1 : pages.length + 2;
  const page = usePageFocus(names[shown]!);

  const start = async () => {
    setStage('running');
    const result = await run();
    setOutcome(result);
    setStage('confirmation' in result ? 'done' : 'asking');
  };
  /** To a later page, past those between as far as they let it. */
  const go = async (to: number) => {
    setOutcome(null);
    for (let n = at; n < to; n++) if (pages[n]!.leave && !(await pages[n]!.leave!())) return setAt(n);
    setAt(to);
    if (to === pages.length) onSummary?.();
  };
  const onNext = (event: FormEvent) => {
    event.preventDefault();
    if (stage === 'done') return onClose();
    if (stage !== 'asking' || missing !== null) return;
    void (last ? start() : go(at + 1));
  };
  const back = () => {
    setOutcome(null);
    setAt(at - 1);
  };
  const unanswered = pages.find((one) => one.missing !== null);
  const problem = stage === 'asking' && outcome && 'problem' in outcome ? outcome.problem : null;
  return (
    <DialogWindow
      icon={icon}
      title={title}
      width={width}
      height={height}
      onClose={stage === 'running' ? () => {} : onClose}
      footer={
        stage === 'done' ? (
          <>
            {next && <Button onClick={next.run}>{next.label}</Button>}
            <Button appearance="primary" type="submit" form={form}>Close</Button>
          </>
        ) : (
          <>
            <Button disabled={at === 0 || stage === 'running'} onClick={back}>Previous</Button>
            <Button appearance="primary" type="submit" form={form} disabled={stage === 'running' || missing !== null} title={missing ?? undefined}>Next</Button>
            <Button disabled={last || stage === 'running' || unanswered !== undefined} title={unanswered?.missing ?? undefined} onClick={() => void go(pages.length)}>Finish</Button>
            <Button disabled={stage === 'running'} onClick={onClose}>Cancel</Button>
            <Button onClick={onHelp}>Help</Button>
          </>
        )
      }
    >
      <form id={form} className="wizard" onSubmit={onNext}>
        <Pages names={names} at={shown} />
        <section ref={page} className="wizard-page" aria-label={names[shown]} tabIndex={0}>
          <h3>{stage === 'running' ? 'Progress' : stage === 'done' ? 'The wizard is done' : (asked?.title ?? 'What will be done')}</h3>
          {problem && <ErrorBlock error={problem} />}
          {stage === 'running' && <div role="status">{progress}</div>}
          {stage === 'done' && outcome && 'confirmation' in outcome && outcome.confirmation}
          {stage === 'asking' && (asked ? asked.content : summary)}
        </section>
      </form>
    </DialogWindow>
  );
}
