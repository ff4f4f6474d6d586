/** XML with one element a line and two blanks a level; text inside elements is left as it is. */
export function prettyXml(xml: string): string {
  const lines: string[] = [];
  let level = 0;
  for (const piece of xml.replace(/>\s*</g, '>\n<').split('\n')) {
    const closes = piece.startsWith('</');
    if (closes) level = Math.max(0, level - 1);
    lines.push('  '.repeat(level) + piece);
    const opens = /^<[^!?/]/.test(piece) && !piece.endsWith('/>') && !/<\/[^>]+>$/.test(piece);
    if (opens) level++;
  }
  return lines.join('\n');
}
