import type { UpdateDetails } from '../../../contract/index.ts';

export const restarts: Record<UpdateDetails['restart'], string> = {
  NeverReboots: 'Never requires',
  AlwaysRequiresReboot: 'Always requires',
  CanRequestReboot: 'May require',
};
