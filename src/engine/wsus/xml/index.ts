/** Namespaced XML as plain trees, read strictly and within limits, written safely. Knows no document of its own. */
export { XmlError, elementsOf, textOf, type XmlElement, type XmlErrorCode } from './element.ts';
export { createXmlReader, defaultXmlLimits, readXml, type XmlLimits, type XmlReader } from './read.ts';
export { scanXml, type XmlScan } from './scan.ts';
export { createPrefixes, escapeAttribute, escapeText, writeAttributes, writeElement, writeXml, type Prefixes } from './write.ts';
