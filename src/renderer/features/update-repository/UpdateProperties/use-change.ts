import { useState } from 'react';
import type { Severity, UpdatePropertiesDraft } from '../../../../contract/index.ts';
import { updatePropertiesDraft } from '../../../../contract/index.ts';
import { command, useAttempt } from '../../../data/index.ts';
import { notify, openDialog } from '../../../state/index.ts';
import { counted } from '../../../ui/index.ts';

/** What was changed on a property sheet of updates and not saved yet; only that is applied. */
export function useChange(updates: readonly number[], defaultRunTime: number | null) {
  const [customSeverity, setCustomSeverity] = useState<Severity>();
  const [runTime, setRunTime] = useState<string>();
  const { busy, problem, attempt } = useAttempt();
  const minutes = runTime === undefined ? undefined : runTime.trim() === '' ? Number.NaN : Number(runTime);
  const draft: UpdatePropertiesDraft = {
    ...(customSeverity !== undefined && { customSeverity }),
    ...(minutes !== undefined && { maximumRunTime: minutes === defaultRunTime ? null : minutes }),
  };
  const checked = updatePropertiesDraft.safeParse(draft);
  const dirty = customSeverity !== undefined || runTime !== undefined;
  const message = checked.error?.issues.find((issue) => issue.path[0] === 'maximumRunTime')?.message;
  const save = (after?: () => void) =>
    void attempt(async () => {
      if (dirty && checked.success) {
        const { revision, value } = await command((e, call) => e.updateRepository.change({ call, updates: [...updates], draft: checked.data }));
        setCustomSeverity(undefined);
        setRunTime(undefined);
        if (value.changed > 0) notify({ intent: 'done', title: `${counted(value.changed, 'software update')} changed`, text: 'Undo… takes it back.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      }
      after?.();
    });
  return { customSeverity, setCustomSeverity, runTime, setRunTime, message, dirty, valid: checked.success, busy, problem, save };
}
