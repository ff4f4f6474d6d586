import { elementsOf, type XmlElement } from '../xml/index.ts';
import { compact, fieldsOf, missing, type Fields } from './fields.ts';
import type { CategoryInformation, CommandLineInstallation, HandlerData, ReturnCode } from './model.ts';

const categoryTypes = ['Company', 'ProductFamily', 'Product', 'UpdateClassification'] as const;
const results = ['Succeeded', 'Failed', 'Cancelled'] as const;

/** Category information and command lines become data; every other handler stays opaque, as does what does not have their shape. */
export function readHandlerData(element: XmlElement): HandlerData {
  const { 'xsi:type': handlerType, ...attributes } = element.attributes;
  const children = elementsOf(element);
  const [only] = children;
  if (children.length === 1 && only && Object.keys(attributes).length === 0) {
    if (handlerType === 'cat:Category' && only.kind === 'cat' && only.name === 'CategoryInformation') return readCategory(only);
    if (handlerType === 'cmd:CommandLineInstallation' && only.kind === 'cmd' && only.name === 'InstallCommand') return readCommand(only);
  }
  return compact({ kind: 'opaque', handlerType, attributes, children: element.children });
}

function readCategory(element: XmlElement): CategoryInformation {
  const fields = fieldsOf(element, 'cat');
  return compact({
    kind: 'category',
    categoryType: fields.oneOf('CategoryType', categoryTypes) ?? missing('CategoryInformation/@CategoryType'),
    prohibitsSubcategories: fields.boolean('ProhibitsSubcategories'),
    prohibitsUpdates: fields.boolean('ProhibitsUpdates'),
    displayOrder: signed32(fields, 'DisplayOrder'),
    excludedByDefault: fields.boolean('ExcludedByDefault'),
    other: fields.other(),
  });
}

function readCommand(element: XmlElement): CommandLineInstallation {
  const fields = fieldsOf(element, 'cmd');
  return compact({
    kind: 'commandLine',
    program: fields.required('Program'),
    arguments: fields.text('Arguments'),
    rebootByDefault: fields.boolean('RebootByDefault'),
    defaultResult: fields.oneOf('DefaultResult', results),
    returnCodes: fields.elements('ReturnCode').map(readReturnCode),
    other: fields.other(),
  });
}

function readReturnCode(element: XmlElement): ReturnCode {
  const fields = fieldsOf(element, 'cmd');
  return compact({
    code: signed32(fields, 'Code') ?? missing('ReturnCode/@Code'),
    result: fields.oneOf('Result', results) ?? missing('ReturnCode/@Result'),
    reboot: fields.boolean('Reboot'),
    other: fields.other(),
  });
}

function signed32(fields: Fields, name: string): number | undefined {
  return fields.integer(name, -2_147_483_648, 2_147_483_647);
}
