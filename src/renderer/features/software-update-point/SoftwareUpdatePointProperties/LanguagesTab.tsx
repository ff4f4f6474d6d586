import type { Language } from '../../../../contract/index.ts';
import { Block, counted } from '../../../ui/index.ts';
import { DecidedAbove } from './DecidedAbove.tsx';
import { useSettingsForm } from './fields.tsx';

/** One row a language with two boxes (D§2.7). */
export function LanguagesTab({ languages, parent }: { languages: readonly Language[]; parent: string | null }) {
  const { watch, setValue, formState } = useSettingsForm();
  const chosen = watch('languages');
  const error = formState.errors.languages?.summaryDetails?.message;
  const toggle = (list: 'updateFile' | 'summaryDetails', short: string) => {
    const next = chosen[list].includes(short) ? chosen[list].filter((other) => other !== short) : [...chosen[list], short].toSorted();
    setValue(`languages.${list}`, next, { shouldDirty: true, shouldValidate: true });
  };
  return (
    <div className="languages">
      <DecidedAbove parent={parent} what="Summary details" />
      <div className="languages-list" tabIndex={0} aria-label="Languages">
        <table>
          <thead>
            <tr>
              <th>Language</th>
              <th>Software Update File</th>
              <th>Summary Details</th>
            </tr>
          </thead>
          <tbody>
            {languages.toSorted((a, b) => a.long.localeCompare(b.long)).map((language) => (
              <tr key={language.id}>
                <td>
                  {language.long} <span className="muted">({language.short})</span>
                </td>
                {(['updateFile', 'summaryDetails'] as const).map((list) => (
                  <td key={list}>
                    <input type="checkbox" aria-label={`${language.long}, ${list === 'updateFile' ? 'software update file' : 'summary details'}`} disabled={parent !== null && list === 'summaryDetails'} checked={chosen[list].includes(language.short)} onChange={() => toggle(list, language.short)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="secondary">
        {counted(chosen.updateFile.length, 'file language')}, {counted(chosen.summaryDetails.length, 'summary language')}. A change of summary details affects new and revised updates; the others keep the languages they have.
      </p>
      {error && <Block intent="error">{error}</Block>}
    </div>
  );
}
