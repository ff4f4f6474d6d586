import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultDeploymentSettings, type DeploymentSettings } from '../../contract/index.ts';
import { readDocument, writeDocument } from './document.ts';

/** The settings of a template as the product's documentation shows them (D§5.2). */
const sample = `<TemplateDescription xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <CollectionId>SMS00001</CollectionId>      <IncludeSub>true</IncludeSub>
  <AttendedInstall>true</AttendedInstall>    <!-- display notifications -->
  <UTC>true</UTC>                            <Duration>2</Duration><DurationUnits>Weeks</DurationUnits>
  <SuppressServers>Unchecked</SuppressServers> <SuppressWorkstations>Unchecked</SuppressWorkstations>
  <AllowRestart>false</AllowRestart>         <!-- restart outside <UTC>maintenance</UTC> windows -->
  <Deploy2003>true</Deploy2003> <CollectImmediately>false</CollectImmediately>
  <LocalDPOption>DownloadAndInstall</LocalDPOption> <RemoteDPOption>DownloadAndInstall</RemoteDPOption>
  <DisableMomAlert>false</DisableMomAlert> <GenerateMomAlert>false</GenerateMomAlert>
  <UseRemoteDP>false</UseRemoteDP> <UseUnprotectedDP>false</UseUnprotectedDP>
</TemplateDescription>`;

const where = fc.constantFrom('doNotInstall', 'downloadAndInstall');
const settings: fc.Arbitrary<DeploymentSettings> = fc.record({
  collection: fc.option(fc.stringMatching(/^[A-Z0-9]{3}[0-9A-F]{5}$/), { nil: null }), includeSubcollections: fc.boolean(), displayNotifications: fc.boolean(), utc: fc.boolean(),
  duration: fc.record({ every: fc.integer({ min: 1, max: 99 }), unit: fc.constantFrom('hours', 'days', 'weeks', 'months') }),
  suppressRestart: fc.record({ servers: fc.boolean(), workstations: fc.boolean() }), restartOutsideWindows: fc.boolean(), disableAlerts: fc.boolean(), alertOnFailure: fc.boolean(), slowBoundary: where, unprotectedPoint: where,
  sms2003: fc.record({ deploy: fc.boolean(), collectInventory: fc.boolean(), localPoint: fc.constantFrom('installFromPoint', 'downloadAndInstall'), remotePoint: fc.constantFrom('doNotInstall', 'installFromPoint', 'downloadAndInstall') }),
}) as fc.Arbitrary<DeploymentSettings>;

describe('the document of a deployment template', () => {
  test('[DEPLOY-01] the documented sample is read for what it says and written again to the letter', () => {
    const read = readDocument(sample);
    expect(read).toEqual({ ...defaultDeploymentSettings, collection: 'SMS00001', unprotectedPoint: 'doNotInstall', sms2003: { ...defaultDeploymentSettings.sms2003, deploy: true } });
    expect(writeDocument(read, sample)).toBe(sample);
  });

  test('[DEPLOY-01] what was written is read as it was, and written again byte by byte', () => {
    fc.assert(fc.property(settings, (one) => {
      const xml = writeDocument(one, null);
      expect(readDocument(xml)).toEqual(one);
      expect(writeDocument(readDocument(xml), xml)).toBe(xml);
    }), { interruptAfterTimeLimit: 1500 });
  });

  test('[DEPLOY-01] a change goes into the document it came from; elements unknown here, their order and their form stay', () => {
    const foreign = `<?xml version="1.0"?>\n<TemplateDescription>\n  <Later kind="a > b"><UTC>true</UTC><![CDATA[<UTC>]]></Later>\n  <UseRemoteDP>TRUE</UseRemoteDP>\n  <UTC>False</UTC>\n  <CollectionId/>\n  <NapOption>3</NapOption>\n</TemplateDescription>\n`;
    expect(readDocument(foreign)).toMatchObject({ collection: null, utc: false, slowBoundary: 'downloadAndInstall', displayNotifications: true });
    expect(writeDocument(readDocument(foreign), foreign)).toBe(foreign);
    fc.assert(fc.property(settings, (one) => {
      const xml = writeDocument(one, foreign);
      expect(readDocument(xml)).toEqual(one);
      expect(xml).toContain('<Later kind="a > b"><UTC>true</UTC><![CDATA[<UTC>]]></Later>');
      expect(xml).toContain('<NapOption>3</NapOption>');
    }), { interruptAfterTimeLimit: 1500 });
    expect(readDocument(writeDocument(defaultDeploymentSettings, '<TemplateDescription/>'))).toEqual(defaultDeploymentSettings);
  });

  test.each([
    ['no XML', 'not XML at all'],
    ['another document', '<SearchFolderDescription/>'],
    ['another namespace', '<TemplateDescription xmlns="urn:x"><UTC>true</UTC></TemplateDescription>'],
    ['a value without meaning', '<TemplateDescription><UTC>maybe</UTC></TemplateDescription>'],
    ['a duration out of bounds', '<TemplateDescription><Duration>100</Duration></TemplateDescription>'],
    ['a collection that is none', '<TemplateDescription><CollectionId>all of them</CollectionId></TemplateDescription>'],
    ['a setting twice', '<TemplateDescription><UTC>true</UTC><UTC>false</UTC></TemplateDescription>'],
    ['elements in a value', '<TemplateDescription><UTC><b/>true</UTC></TemplateDescription>'],
    ['entities', '<!DOCTYPE a [<!ENTITY b "c">]><TemplateDescription/>'],
    ['depth', `<TemplateDescription>${'<a>'.repeat(20)}${'</a>'.repeat(20)}</TemplateDescription>`],
  ])('[DEPLOY-01] refuses %s with its reason', (_name, xml) => {
    expect(() => readDocument(xml)).toThrow(expect.objectContaining({ code: 'REFUSED', explained: expect.objectContaining({ what: 'The deployment template was not imported.' }) as object }));
  });
});
