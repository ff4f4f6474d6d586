import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFacts, type Facts } from './facts.ts';
import { componentOf, createProducts, type Products } from './products.ts';
import { securityTitle } from './titles.ts';

let facts: Facts;
let products: Products;
beforeAll(async () => {
  facts = await readFacts(join(import.meta.dirname, '../../../data'), () => undefined);
  products = createProducts(facts);
});

const title = (kb: string, product: string, component: string, bulletin: string): string => {
  const target = products.targetOf(product, component);
  return securityTitle(kb, target, componentOf(component, product, target), bulletin);
};

describe('titles', () => {
  it.each([
    ['958644', 'Microsoft Windows XP Service Pack 3', '', 'Vulnerability in Server Service', 'Security Update for Windows XP (KB958644)'],
    ['958644', 'Windows Server 2008 for x64-based Systems', '', 'Vulnerability in Server Service', 'Security Update for Windows Server 2008 x64 Edition (KB958644)'],
    ['958644', 'Microsoft Windows Server 2003 for Itanium-based Systems Service Pack 2', '', 'Vulnerability', 'Security Update for Windows Server 2003 for Itanium-based Systems (KB958644)'],
    ['958644', 'Windows Vista x64 Edition Service Pack 1', '', 'Vulnerability', 'Security Update for Windows Vista for x64-based Systems (KB958644)'],
    ['974455', 'Microsoft Windows XP Service Pack 2', 'Windows Internet Explorer 7', 'Cumulative Security Update for Internet Explorer', 'Cumulative Security Update for Internet Explorer 7 for Windows XP (KB974455)'],
    ['974455', 'Microsoft Windows XP Service Pack 2', 'Microsoft Internet Explorer 6.0', 'Cumulative Security Update for Internet Explorer', 'Cumulative Security Update for Internet Explorer for Windows XP (KB974455)'],
    ['974417', 'Microsoft Windows XP Service Pack 3', 'Microsoft .NET Framework 2.0 Service Pack 2', 'Vulnerabilities in the Microsoft .NET Common Language Runtime', 'Microsoft .NET Framework 2.0 SP2 Security Update for Windows XP (KB974417)'],
    ['2656351', 'Windows 7 for x64-based Systems', 'Microsoft .NET Framework 4', 'Vulnerabilities in .NET', 'Security Update for Microsoft .NET Framework 4 on Windows 7 for x64-based Systems (KB2656351)'],
    ['974561', 'Microsoft Office 2007 Service Pack 2', 'Microsoft Word 2007 Service Pack 2', 'Vulnerability in Word', 'Security Update for Microsoft Office Word 2007 (KB974561)'],
    ['2687510', 'Microsoft Office 2010 Service Pack 1 (64-bit editions)', '', 'Vulnerabilities', 'Security Update for Microsoft Office 2010 (KB2687510) 64-Bit Edition'],
    ['4012606', 'Internet Explorer 11', 'Windows 10 for x64-based Systems', 'Cumulative Security Update for Internet Explorer', 'Cumulative Security Update for Internet Explorer 11 for Windows 10 for x64-based Systems (KB4012606)'],
  ])('[catalog] KB%s, %s, %s', (kb, product, component, bulletin, expected) => {
    expect(title(kb, product, component, bulletin)).toBe(expected);
  });
});

describe('products', () => {
  it('[catalog] an unknown product is an error that names it', () => {
    expect(() => products.targetOf('Windows 3.1', '')).toThrow('"Windows 3.1"');
  });

  it('[catalog] the component decides where the product says no architecture', () => {
    expect(products.targetOf('Microsoft Office 2010', 'Microsoft Excel 2010 (64-bit editions)').architecture).toBe('x64');
    expect(products.targetOf('Microsoft Windows XP Service Pack 3', 'x64').architecture).toBe('x86');
  });
});
