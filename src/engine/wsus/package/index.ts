/** Export packages of a WSUS catalog (`wsusutil export`, W§6): cabinets of package.xml and metadata.txt, written and read in pieces; and the scan cabinet wsusscn2.cab, read. Metadata only. */
export { PackageError, type PackageErrorCode } from './package-error.ts';
export { openPackage, type OpenPackage } from './read.ts';
export { openScanCabinet, type OpenScanCabinet } from './scan-cabinet.ts';
export { createPackageWriter, type PackageAbout, type PackageEntry, type PackageWriter } from './write.ts';
