/** Update metadata: the Update document ⇄ plain data, and the cabinets it travels in. Knows no protocol and no store. */
export type * from './model.ts';
