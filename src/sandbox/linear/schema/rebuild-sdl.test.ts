import * as sdk from '@linear/sdk';
import { buildSchema, validateSchema } from 'graphql';
import { expect, it } from 'vitest';
import { faultsOfLinearDocument } from '../../../../test/helpers/linear-schema.ts';
import { linearSdl } from './linear-schema.ts';
import { rebuildSdl } from './rebuild-sdl.ts';

it('rebuilds types, interfaces, inputs, unions, enums and arguments from declarations', () => {
  const declarations = `
type Scalars = {
  ID: string;
  DateTime: Date;
};
type Node = {
  id: Scalars["ID"];
};
type Dog = Node & {
  __typename?: "Dog";
  /** Its names. */
  names: Array<Maybe<Scalars["String"]>>;
  friends?: Maybe<Array<Pet>>;
};
type Cat = Node & {
  __typename?: "Cat";
  id: Scalars["ID"];
};
type Pet = Cat | Dog;
type DogFriendsArgs = {
  first?: InputMaybe<Scalars["Int"]>;
  filter?: InputMaybe<PetFilter>;
};
type PetFilter = {
  and?: InputMaybe<Array<PetFilter>>;
  mood?: InputMaybe<Mood>;
};
declare enum Mood {
  Fine = "fine",
}
type NotOfTheSchema = {
  x: Date;
};
type DogFragment = {
  y: string;
};
`;
  const sdl = rebuildSdl(declarations);
  expect(sdl.split('\n').map((line) => line.trim())).toEqual(
    expect.arrayContaining([
      'scalar DateTime',
      'interface Node {',
      'type Dog implements Node {',
      'names: [String]!',
      'friends(first: Int, filter: PetFilter): [Pet!]',
      'input PetFilter {',
      'and: [PetFilter!]',
      'union Pet = Cat | Dog',
      'enum Mood { fine }',
    ]),
  );
  expect(sdl).not.toMatch(/NotOfTheSchema|Fragment/);
});

it('makes a whole schema of the installed SDK, against which the SDK’s own documents are valid', () => {
  expect(validateSchema(buildSchema(linearSdl()))).toEqual([]);
  const documents = Object.entries(sdk.LinearDocument)
    .filter(([name]) =>
      /^(Teams|Issue|CreateIssue|SearchIssues|AttachmentLinkSlack|Projects)Document$/.test(name),
    )
    .map(([, document]) => String(document));
  expect(documents.length).toBe(6);
  for (const document of documents) expect(faultsOfLinearDocument(document)).toEqual([]);
  expect(faultsOfLinearDocument('{ viewer { shoeSize } }')[0]?.message).toContain('shoeSize');
});
