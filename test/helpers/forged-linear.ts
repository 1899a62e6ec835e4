/** The forged Linear, for tests of rooms that may not import the sandbox themselves. */
export { createForgedLinear, type ForgedLinear } from '../../src/sandbox/linear/create-forged-linear.ts';
