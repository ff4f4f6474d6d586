import { SaxesParser } from 'saxes';
import { XmlError } from './element.ts';
import { guarded, refuseDoctype, type XmlLimits } from './read.ts';

/** Goes through a document that arrives in pieces and keeps nothing of it. */
export interface XmlScan {
  /** @throws XmlError as soon as the text is not acceptable. */
  write(piece: string): void;
  /** @throws XmlError when the document is not complete. */
  close(): void;
}

/**
 * For documents too large for a tree whose sense is in elements and attributes alone.
 * @param limits `elements` is not looked at, since none is kept
 * @param onElement called for each start tag with its path of local names ("/ExportPackage/Files/File")
 */
export function scanXml(limits: Omit<XmlLimits, 'elements'>, onElement: (path: string, attributes: Readonly<Record<string, string>>) => void): XmlScan {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const paths: string[] = [];
  let found: { path: string; attributes: Record<string, string> }[] = [];
  let characters = 0;
  let attributes = 0;
  parser.on('doctype', refuseDoctype);
  parser.on('attribute', () => {
    if (++attributes > limits.attributes) throw new XmlError('TooManyAttributes', `An element has more than ${limits.attributes} attributes.`);
  });
  parser.on('opentag', (tag) => {
    attributes = 0;
    if (paths.length >= limits.depth) throw new XmlError('TooDeep', `The elements are nested more than ${limits.depth} deep.`);
    const path = `${paths.at(-1) ?? ''}/${tag.name.slice(tag.name.indexOf(':') + 1)}`;
    paths.push(path);
    found.push({ path, attributes: tag.attributes as Record<string, string> });
  });
  parser.on('closetag', () => void paths.pop());
  return {
    write: (piece) => {
      characters += piece.length;
      if (characters > limits.characters) throw new XmlError('TooLarge', `The document is longer than ${limits.characters} characters.`);
      guarded(() => void parser.write(piece));
      found.forEach(({ path, attributes }) => onElement(path, attributes));
      found = [];
    },
    close: () => guarded(() => void parser.close()),
  };
}
