import type { SharedResult } from './shared-result.ts';

export interface ShareDialogProps {
  open: boolean;
  result: SharedResult;
  /** Address of the result page, without its #. */
  page: string;
}
