const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** What is shown in the console's place when the site cannot be opened: what happened, why, what to do. */
export function errorPage(explained: { what: string; why: string; todo: string }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Patchbay</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 12px/16px "Segoe UI", system-ui, sans-serif; margin: 0; display: grid; place-items: center; min-height: 100vh; }
  main { max-width: 560px; padding: 24px; border: 1px solid; border-radius: 8px; }
  h1 { font-size: 16px; line-height: 22px; margin: 0 0 8px; } p { margin: 0 0 8px; overflow-wrap: anywhere; }
</style></head>
<body><main role="alert"><h1>${escape(explained.what)}</h1><p>${escape(explained.why)}</p><p>${escape(explained.todo)}</p></main></body></html>`;
}
