import { repositoryNode, searchCriteria, type RepositoryNode, type SearchCriterion, type SearchFolderDraft } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import { elementsOf, escapeAttribute, escapeText, readXml, textOf, XmlError, type XmlElement } from '../wsus/index.ts';

/** SMS_SoftwareUpdate among the kinds of objects that folders hold (D§4.2). */
const OBJECT_TYPE = '1011';

/** A search folder as a document: its node with what can be written of one, and the search string in it (D§4.2). */
export function writeDocument({ name, criteria, lookIn }: { name: string; criteria: readonly SearchCriterion[]; lookIn: RepositoryNode | null }): string {
  const item = ({ property, type, uiProperty, values }: SearchCriterion) => [
    `      <SearchFolderDescriptionItem${type === null ? '' : ` xsi:type="${escapeAttribute(type)}"`} PropertyName="${escapeAttribute(property)}"${uiProperty === null ? '' : ` UIPropertyName="${escapeAttribute(uiProperty)}"`}>`,
    '        <SearchStrings>',
    ...values.map((value) => `          <String>${escapeText(value)}</String>`),
    '        </SearchStrings>',
    '      </SearchFolderDescriptionItem>',
  ];
  const within = lookIn && `  <LookIn${Object.entries({ Classification: lookIn.classification, Vendor: lookIn.vendor, Product: lookIn.product }).map(([key, id]) => (id === null ? '' : ` ${key}="${id}"`)).join('')} />`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<SMS_ObjectContainerNode>',
    `  <Name>${escapeText(name)}</Name>`,
    `  <ObjectType>${OBJECT_TYPE}</ObjectType>`,
    '  <SearchFolder>true</SearchFolder>',
    ...(within === null ? [] : [within]),
    '  <SearchString>',
    '    <SearchFolderDescription xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" Name="SMS_SoftwareUpdate">',
    '    <SearchFolderDescriptionItems>',
    ...criteria.flatMap(item),
    '    </SearchFolderDescriptionItems>',
    '    </SearchFolderDescription>',
    '  </SearchString>',
    '</SMS_ObjectContainerNode>',
    '',
  ].join('\n');
}

const limits = { characters: 1024 * 1024, depth: 12, elements: 70_000, attributes: 16 };

const refused = (why: string) => new Failure('REFUSED', { what: 'The search folder was not imported.', why, todo: 'Choose a file that was exported from a search folder of software updates.' });

function parsed(xml: string): XmlElement {
  try {
    return readXml(xml, limits);
  } catch (error) {
    if (error instanceof XmlError) throw refused(error.message);
    throw error;
  }
}

/** Refuses attributes this product would lose. */
function checkAttributes(element: XmlElement, known: readonly string[]): void {
  const other = Object.keys(element.attributes).find((name) => !known.includes(name));
  if (other !== undefined) throw refused(`${element.name} has an attribute ${other}, which is not known here and would be lost.`);
}

/** The one child of a name; others are refused. */
function only(element: XmlElement, name: string): XmlElement {
  const [child, ...others] = elementsOf(element);
  if (child?.name !== name || others.length > 0) throw refused(`${element.name} has not the one element ${name} in it.`);
  return child;
}

function itemOf(element: XmlElement): SearchCriterion {
  if (element.name !== 'SearchFolderDescriptionItem') throw refused(`SearchFolderDescriptionItems has an element ${element.name}, which is not known here and would be lost.`);
  checkAttributes(element, ['PropertyName', 'UIPropertyName', 'xsi:type']);
  const { PropertyName: property, UIPropertyName: uiProperty, 'xsi:type': type } = element.attributes;
  if (property === undefined) throw refused('An item has no PropertyName.');
  const strings = elementsOf(only(element, 'SearchStrings'));
  const other = strings.find((one) => one.name !== 'String' || elementsOf(one).length > 0);
  if (other) throw refused(`SearchStrings of ${property} has an element ${other.name}, which is not known here and would be lost.`);
  return { property, type: type ?? null, uiProperty: uiProperty ?? null, values: strings.map(textOf) };
}

function descriptionOf(element: XmlElement): SearchCriterion[] {
  if (element.name !== 'SearchFolderDescription') throw refused(`It is a document ${element.name}.`);
  checkAttributes(element, ['Name']);
  const { Name: searched } = element.attributes;
  if (searched !== 'SMS_SoftwareUpdate') throw refused(`It searches ${searched ?? 'nothing that it names'}, not software updates.`);
  const criteria = searchCriteria.safeParse(elementsOf(only(element, 'SearchFolderDescriptionItems')).map(itemOf));
  if (!criteria.success) throw refused(`Its criteria are more than can be kept (${criteria.error.issues[0]!.path.join('.')}: ${criteria.error.issues[0]!.message}).`);
  return criteria.data;
}

/** What a node says of where it stood and who made it stays behind: here it stands elsewhere (D§4.2). */
const leftBehind = ['ContainerNodeID', 'FolderFlags', 'FolderGuid', 'IsEmpty', 'ObjectTypeName', 'ParentContainerNodeID', 'SourceSite'];

function lookInOf(element: XmlElement | undefined): RepositoryNode | null {
  if (!element) return null;
  checkAttributes(element, ['Classification', 'Vendor', 'Product']);
  const { Classification: classification = null, Vendor: vendor = null, Product: product = null } = element.attributes;
  const node = repositoryNode.safeParse({ classification, vendor, product });
  if (!node.success) throw refused('LookIn does not name a folder of the Update Repository.');
  return node.data;
}

function nodeOf(element: XmlElement): SearchFolderDraft {
  const children = new Map(elementsOf(element).map((child) => [child.name, child]));
  const other = [...children.keys()].find((name) => !['Name', 'ObjectType', 'SearchFolder', 'SearchString', 'LookIn', ...leftBehind].includes(name));
  if (other !== undefined) throw refused(`SMS_ObjectContainerNode has an element ${other}, which is not known here and would be lost.`);
  const text = (name: string) => textOf(children.get(name) ?? element).trim();
  if (text('ObjectType') !== OBJECT_TYPE) throw refused(`Its ObjectType is ${text('ObjectType') || 'missing'}; that of software updates is ${OBJECT_TYPE}.`);
  if (text('SearchFolder').toLowerCase() !== 'true') throw refused('It is a standard folder; only search folders are imported.');
  const string = children.get('SearchString');
  if (!string) throw refused('It has no SearchString.');
  // Either the description itself, or its text as the property of the original's object holds it.
  const description = elementsOf(string)[0] ?? parsed(textOf(string));
  return { name: textOf(children.get('Name') ?? string).trim(), criteria: descriptionOf(description), lookIn: lookInOf(children.get('LookIn')) };
}

/**
 * Reads a search folder's document, or a search string alone. Criteria come as they are written, also those this product
 * does not know; what could not be kept is refused by name, and so is everything that is not a search folder of software updates.
 * @param name what it is called when the document does not say it
 */
export function readDocument(xml: string, name: string): SearchFolderDraft {
  const root = parsed(xml.replace(/^\uFEFF/, ''));
  return root.name === 'SMS_ObjectContainerNode' ? nodeOf(root) : { name, criteria: descriptionOf(root), lookIn: null };
}
