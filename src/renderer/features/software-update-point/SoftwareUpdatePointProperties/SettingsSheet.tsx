import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { FormProvider, useForm, type FieldPath } from 'react-hook-form';
import { softwareUpdatePointSettings, type Category, type Language, type SoftwareUpdatePointSettings } from '../../../../contract/index.ts';
import { command, explain, type Explanation, type Reply } from '../../../data/index.ts';
import { openDialog, openHelp } from '../../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import './properties.css';
import { TabBody } from './TabBody.tsx';
import { isTab, tabs, type TabName } from './tabs.ts';

interface Props {
  loaded: Reply<{ settings: SoftwareUpdatePointSettings }>;
  categories: readonly Category[];
  languages: readonly Language[];
  tab?: string;
  /** The parent of a child site, where synchronization is decided; null at the top. */
  parent: string | null;
  onReload(): void;
  onClose(): void;
}

/** Lists in one order, so that ticking and clearing the same box is no change. */
function ordered(settings: SoftwareUpdatePointSettings): SoftwareUpdatePointSettings {
  const { classifications, products, languages } = settings;
  return { ...settings, classifications: classifications.toSorted(), products: products.toSorted(), languages: { updateFile: languages.updateFile.toSorted(), summaryDetails: languages.summaryDetails.toSorted() } };
}

/** The property sheet itself: one form over all seven tabs, checked by the schema the site checks with. */
export function SettingsSheet({ loaded, categories, languages, tab, parent, onReload, onClose }: Props) {
  const [stored, setStored] = useState(() => ({ settings: ordered(loaded.value.settings), revision: loaded.revision }));
  const form = useForm<SoftwareUpdatePointSettings>({ resolver: zodResolver(softwareUpdatePointSettings), defaultValues: stored.settings, mode: 'onChange' });
  const { isDirty, isSubmitting } = form.formState;
  const [current, setCurrent] = useState<TabName>(isTab(tab) ? tab : 'General');
  const [problem, setProblem] = useState<Explanation | null>(null);
  const [leaving, setLeaving] = useState<(() => void) | null>(null);

  const showFirstError = (paths: readonly string[]) => {
    const first = tabs.find((t) => paths.some((path) => path === t.path || path.startsWith(`${t.path}.`)));
    if (first) setCurrent(first.name);
  };
  /** Saves; resolves to whether it was saved. `over` saves on top of what somebody else changed meanwhile. */
  const save = async (over = false): Promise<boolean> => {
    setProblem(null);
    let saved = false;
    await form.handleSubmit(
      async (settings) => {
        try {
          const reply = await command((e, call) => e.softwareUpdatePoint.change({ call, settings }), over ? undefined : stored.revision);
          setStored({ settings: ordered(settings), revision: reply.revision });
          form.reset(ordered(settings));
          saved = true;
        } catch (error) {
          const explained = explain(error);
          setProblem(explained);
          explained.fields.forEach((field) => form.setError(field.path as FieldPath<SoftwareUpdatePointSettings>, { message: field.message }));
          showFirstError(explained.fields.map((field) => field.path));
        }
      },
      (errors) => showFirstError(Object.keys(errors)),
    )();
    return saved;
  };
  const leave = (then: () => void) => (isDirty ? setLeaving(() => then) : then());
  // Only the site at the top has a schedule (SYNC-02, SYNC-03).
  const shown = tabs.filter((t) => parent === null || t.name !== 'Sync Schedule');
  const invalid = Object.keys(form.formState.errors);

  return (
    <FormProvider {...form}>
      <DialogWindow
        icon="software-update-point"
        title="Software Update Point Component Properties"
        width={760}
        height={640}
        onClose={() => leave(onClose)}
        tabs={{ names: shown.map((t) => t.name), current, onSelect: (name) => isTab(name) && setCurrent(name), marked: tabs.filter((t) => invalid.includes(t.path)).map((t) => t.name) }}
        footer={
          <>
            <Button appearance="primary" disabled={isSubmitting} onClick={() => void (isDirty ? save() : Promise.resolve(true)).then((saved) => saved && onClose())}>
              OK
            </Button>
            <Button onClick={() => leave(onClose)}>Cancel</Button>
            <Button disabled={!isDirty || isSubmitting} title={isDirty ? undefined : 'Nothing was changed.'} onClick={() => void save()}>
              Apply
            </Button>
            <Button onClick={() => openHelp('software-update-point')}>Help</Button>
          </>
        }
      >
        {problem && (
          <div className="sheet-problem">
            <ErrorBlock
              error={problem}
              actions={
                problem.code === 'REVISION_CONFLICT' && (
                  <>
                    <Button onClick={onReload}>Show Current Settings</Button>
                    <Button onClick={() => void save(true)}>Save Mine Anyway</Button>
                  </>
                )
              }
            />
          </div>
        )}
        <TabBody current={current} parent={parent} stored={stored.settings} categories={categories} languages={languages} onSynchronize={() => leave(() => openDialog({ kind: 'runSynchronization' }))} />
      </DialogWindow>
      {leaving && (
        <DialogWindow
          alert
          title="Software Update Point Component Properties"
          width={400}
          onClose={() => setLeaving(null)}
          footer={
            <>
              <Button appearance="primary" onClick={() => void save().then((saved) => (setLeaving(null), saved && leaving()))}>Save</Button>
              <Button onClick={leaving}>Do Not Save</Button>
              <Button onClick={() => setLeaving(null)}>Cancel</Button>
            </>
          }
        >
          The settings were changed. Save the changes before closing?
        </DialogWindow>
      )}
    </FormProvider>
  );
}
