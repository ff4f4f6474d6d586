import { notify } from './notices.ts';

/** Puts text on the clipboard and says so; `what` names it. */
export async function copyText(text: string | Promise<string>, what: string) {
  try {
    await navigator.clipboard.writeText(await text);
    notify({ intent: 'done', title: `${what} copied` });
  } catch (error) {
    notify({ intent: 'error', title: `${what} not copied`, text: error instanceof DOMException ? 'This window may not use the clipboard. Select the text and press Ctrl+C.' : String(error) });
  }
}
