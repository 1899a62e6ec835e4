/** The forged Notion, for tests of rooms that may not import the sandbox themselves. */

export { childrenOf } from '../../src/sandbox/notion/blocks.ts';
export { createForgedNotion, type ForgedNotion } from '../../src/sandbox/notion/create-forged-notion.ts';
export { editBlock, editPage } from '../../src/sandbox/notion/person.ts';
