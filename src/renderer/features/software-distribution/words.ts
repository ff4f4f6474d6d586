import type { AdvertisementDraft, ProgramDraft } from '../../../contract/index.ts';

export const runNames: Readonly<Record<ProgramDraft['run'], string>> = { normal: 'Normal', hidden: 'Hidden' };
export const afterNames: Readonly<Record<ProgramDraft['afterRunning'], string>> = { noAction: 'No action required', restart: 'ConfigMgr restarts computer' };
export const rerunNames: Readonly<Record<AdvertisementDraft['rerun'], string>> = { never: 'Never rerun advertised program', always: 'Always rerun program', ifFailed: 'Rerun if failed previous attempt' };

/** The repair of the Windows Update Agent as it is documented; the platform is x86, x64 or ia64. */
export const DOCUMENTED_REPAIR = 'WindowsUpdateAgent30-x86.exe /quiet /norestart /wuforce';

/** A moment as a field has it, and back; NaN when there is none. */
export const fieldOf = (at: number) => (Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 16));
export const momentOf = (text: string) => Date.parse(`${text}Z`);
