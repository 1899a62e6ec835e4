import * as z from 'zod';
import type { Seal, Sealed } from '../../kit/seal.ts';
import type { LinearConnectionRow } from '../../store/linear-connections.ts';
import type { LinearTokens } from '../../vendors/linear/oauth.ts';

/** What is sealed in a connection's row. */
const Credentials = z.discriminatedUnion('how', [
  z.object({ how: z.literal('key'), apiKey: z.string() }),
  z.object({ how: z.literal('oauth'), accessToken: z.string(), refreshToken: z.string().nullable() }),
]);
export type Credentials = z.infer<typeof Credentials>;

export const sealCredentials = (seal: Seal, credentials: Credentials): Sealed =>
  seal.seal(JSON.stringify(credentials));

export const openCredentials = (
  seal: Seal,
  row: Pick<LinearConnectionRow, 'sealed' | 'sealed_with'>,
): Credentials => Credentials.parse(JSON.parse(seal.open(row.sealed, row.sealed_with)));

export const credentialsOf = ({ accessToken, refreshToken }: LinearTokens): Credentials => ({
  how: 'oauth',
  accessToken,
  refreshToken,
});

/** The Authorization header: a personal key stands alone, a token of OAuth after "Bearer". */
export const authorizationOf = (credentials: Credentials): string =>
  credentials.how === 'key' ? credentials.apiKey : `Bearer ${credentials.accessToken}`;
