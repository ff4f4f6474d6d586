/**
 * Composes the console's rows from several rooms and answers them on reader threads. It writes nothing.
 */
export { createInlineReaders, createReaderWorker, type Readers } from './readers.ts';
export type { ReadInput, ReadName, ReadOutput } from './console-reads.ts';
