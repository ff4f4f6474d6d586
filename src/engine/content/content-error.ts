/** What went wrong with one file, by name: what a log, a status message and the console say of it. */
export type ContentProblem =
  | 'WrongDigest' | 'WrongSize' | 'NotFound' | 'Redirected' | 'Refused' | 'Unreachable' | 'TimedOut' | 'Interrupted' | 'NoAddress' | 'BadName' | 'NoRoom' | 'NotWritable' | 'NotReadable' | 'Cancelled';

/** Codes as PatchDownloader.log shows them: Windows' own, of WinINet, HTTP and the file system. */
const codes: Record<ContentProblem, string> = {
  WrongDigest: '0x80091007', WrongSize: '0x80070026', NotFound: '0x80190194', Redirected: '0x80072f08', Refused: '0x801901f4', Unreachable: '0x80072ee7', TimedOut: '0x80072ee2', Interrupted: '0x80072efe',
  NoAddress: '0x80072ee5', BadName: '0x8007007b', NoRoom: '0x80070070', NotWritable: '0x80070005', NotReadable: '0x80070003', Cancelled: '0x800704c7',
};

/** Problems that another try may not have. */
const passing: ReadonlySet<ContentProblem> = new Set(['Unreachable', 'TimedOut', 'Interrupted', 'Refused']);

export class ContentError extends Error {
  readonly problem: ContentProblem;
  /** What to do. */
  readonly todo: string;
  constructor(problem: ContentProblem, message: string, todo: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ContentError';
    this.problem = problem;
    this.todo = todo;
  }
  get code(): string {
    return codes[this.problem];
  }
  get mayPass(): boolean {
    return passing.has(this.problem);
  }
}

/** An error of the file system in words. */
export function fileProblem(error: unknown, path: string, doing: 'read' | 'write'): ContentError {
  if (error instanceof ContentError) return error;
  const { code = '', message, name } = error as NodeJS.ErrnoException;
  if (name === 'AbortError') return new ContentError('Cancelled', 'It was cancelled.', 'Download it again.', error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return new ContentError('NoRoom', `There is no room left for ${path}.`, 'Free some space there and download again; what is there is not fetched twice.', error);
  if (doing === 'read') return new ContentError('NotReadable', code === 'ENOENT' ? `${path} does not exist.` : `${path} cannot be read (${message}).`, 'Check the folder, and that the site server may read it.', error);
  return new ContentError('NotWritable', `${path} cannot be written (${code === 'ENOENT' ? 'the folder does not exist' : message}).`, 'Check the folder, and that the site server may write to it.', error);
}
