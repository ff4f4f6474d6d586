import type { PeerCertificate } from 'node:tls';
import { expect, test } from 'vitest';
import { certificateProblems } from './probes.ts';

const certificate = (over: Partial<PeerCertificate> = {}) =>
  ({ subject: { CN: 'wsus01.corp.lab' }, subjectaltname: 'DNS:wsus01.corp.lab', valid_from: 'Jan  1 00:00:00 2013 GMT', valid_to: 'Jan  1 00:00:00 2015 GMT', ext_key_usage: ['1.3.6.1.5.5.7.3.1'], ...over }) as PeerCertificate;
const NOW = Date.UTC(2014, 0, 1);

test('[SYNC-17] a certificate must be for the server, valid at the site’s moment and for server authentication', () => {
  expect(certificateProblems(certificate(), 'wsus01.corp.lab', NOW)).toEqual([]);
  expect(certificateProblems(certificate(), 'wsus02.corp.lab', NOW)).toEqual(['it is not for wsus02.corp.lab']);
  expect(certificateProblems(certificate(), 'wsus01.corp.lab', Date.UTC(2012, 0, 1))).toEqual(['it is not valid before Jan  1 00:00:00 2013 GMT']);
  expect(certificateProblems(certificate(), 'wsus01.corp.lab', Date.UTC(2016, 0, 1))).toEqual(['it expired on Jan  1 00:00:00 2015 GMT']);
  expect(certificateProblems(certificate({ ext_key_usage: ['1.3.6.1.5.5.7.3.2'] }), 'wsus01.corp.lab', NOW)).toEqual(['it is not for server authentication']);
});
