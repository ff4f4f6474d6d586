/** Updates before the bulletin list begins (November 2008), from titles and addresses that were noted down at the time. */
import type { Row } from './table.ts';

const productOfTitle: readonly (readonly [RegExp, string])[] = [
  [/Office XP|(?:Word|Excel|PowerPoint|Outlook|Publisher|Access|FrontPage|Visio|Project) 2002/, 'Office 2002/XP'],
  [/(?:Office|Word|Excel|PowerPoint|Outlook|Publisher|Access|InfoPath|OneNote|Visio|Project|Snapshot Viewer)(?: \w+)? 2003|Office Web Components/, 'Office 2003'],
  [/Windows Server 2003/, 'Windows Server 2003'],
  [/Windows XP|Q\d{6}: .*XP/, 'Windows XP'],
  [/Windows 2000|Internet Explorer 6 (?:Service Pack 1|SP1)|Outlook Express 6 Service Pack 1/, 'Windows 2000'],
];

/** "Security Update for Windows XP (KB835732)" of a noted line, or undefined when the line is no such title. */
function titleOf(noted: string, kb: string): string | undefined {
  const title = noted
    .replace(/^Download(?: details)?:? /, '')
    .replace(/ from Official Microsoft Download Center$/, '')
    .replace(/ - English$/, '')
    .replace(/:? +\(?(?:KB)?Q?(\d{6,7})\)?$/, ' (KB$1)')
    .replace(/ +/g, ' ')
    .trim();
  const wanted = /^(?:Critical |Cumulative |Security |JScript 5\.6 Security )?(?:Security )?Update(?: Rollup(?: \d)?)? for .+ \(KB\d{6,7}\)$/;
  return wanted.test(title) && title.endsWith(`(KB${kb})`) ? title : undefined;
}

function classificationOf(title: string): string {
  if (title.includes('Security Update')) return 'Security Updates';
  if (title.startsWith('Update Rollup')) return 'Update Rollups';
  if (title.startsWith('Critical Update')) return 'Critical Updates';
  return 'Updates';
}

/**
 * One row per KB and product whose KB the bulletin list does not have. The day is the one the title was first noted:
 * the update was there then, at the latest.
 */
export function earlyUpdates(noted: readonly Row[], bulletinKbs: ReadonlySet<string>): Row[] {
  const found = new Map<string, Row>();
  const inOrder = noted.toSorted((a, b) => (a['first_seen'] ?? '').localeCompare(b['first_seen'] ?? ''));
  for (const row of inOrder) {
    const kb = row['kb'] ?? '';
    const title = titleOf(row['title'] ?? '', kb);
    const product = title && productOfTitle.find(([pattern]) => pattern.test(title))?.[1];
    if (!title || !product || kb === '890830' || bulletinKbs.has(kb) || found.has(`${kb} ${product}`)) continue;
    const url = row['enu_or_all_url'] ?? '';
    const fileName = url.toLowerCase().includes(`kb${kb}`) ? url.slice(url.lastIndexOf('/') + 1) : '';
    found.set(`${kb} ${product}`, {
      kb, title, product, classification: classificationOf(title), date: row['first_seen'] ?? '', file_name: fileName,
    });
  }
  return [...found.values()];
}
