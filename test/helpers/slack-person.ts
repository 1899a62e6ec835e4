export * from '../../src/sandbox/person.ts';
