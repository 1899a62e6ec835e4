import type { LinearDeps } from '../../../src/flows/linear/index.ts';
import type { NotionDeps } from '../../../src/flows/notion/index.ts';
import type { Clock } from '../../../src/kit/clock.ts';
import { createLinearWindow } from '../../../src/vendors/linear/linear-client.ts';
import { createLinearOAuth } from '../../../src/vendors/linear/oauth.ts';
import { createNotionWindow } from '../../../src/vendors/notion/notion-client.ts';
import { createNotionOAuth } from '../../../src/vendors/notion/oauth.ts';
import { createForgedLinear, type ForgedLinear } from '../../helpers/forged-linear.ts';
import { createForgedNotion, type ForgedNotion } from '../../helpers/forged-notion.ts';

/** A Linear and a Notion, and the windows of the rooms to them. */
export interface Vendors extends AsyncDisposable {
  linear: Pick<LinearDeps, 'linear' | 'oauth'>;
  notion: Pick<NotionDeps, 'notion' | 'oauth'>;
  /** Puts others in their place, on which nobody has done anything yet. */
  renew(): Promise<{ forgedLinear: ForgedLinear; forgedNotion: ForgedNotion }>;
}

export async function playVendors(clock: Clock): Promise<Vendors> {
  let present = new AsyncDisposableStack();
  const open = async () => {
    const forgedLinear = present.use(await createForgedLinear({ clock }));
    const forgedNotion = present.use(await createForgedNotion({ clock }));
    const { fetch } = globalThis;
    const toLinear = { apiUrl: forgedLinear.apiUrl, fetch, clock };
    const toNotion = { apiUrl: forgedNotion.baseUrl, fetch, clock };
    return {
      forgedLinear,
      forgedNotion,
      linear: createLinearWindow(toLinear),
      notion: createNotionWindow(toNotion),
      linearOAuth: createLinearOAuth({
        ...toLinear,
        clientId: forgedLinear.clientId,
        clientSecret: forgedLinear.clientSecret,
        authorizeUrl: `${forgedLinear.url}/oauth/authorize`,
        redirectUri: 'https://lookout.example/connect/linear/callback',
      }),
      notionOAuth: createNotionOAuth({
        ...toNotion,
        clientId: forgedNotion.clientId,
        clientSecret: forgedNotion.clientSecret,
        redirectUri: 'https://lookout.example/connect/notion/callback',
      }),
    };
  };
  let now = await open();
  return {
    linear: {
      linear: { client: (...whose) => now.linear.client(...whose) },
      oauth: {
        authorizeUrl: (state) => now.linearOAuth.authorizeUrl(state),
        exchange: (code) => now.linearOAuth.exchange(code),
        refresh: (token) => now.linearOAuth.refresh(token),
        revoke: (token) => now.linearOAuth.revoke(token),
      },
    },
    notion: {
      notion: { client: (...whose) => now.notion.client(...whose) },
      oauth: {
        authorizeUrl: (state) => now.notionOAuth.authorizeUrl(state),
        exchange: (code) => now.notionOAuth.exchange(code),
        refresh: (token) => now.notionOAuth.refresh(token),
        revoke: (token) => now.notionOAuth.revoke(token),
      },
    },
    renew: async () => {
      await present.disposeAsync();
      present = new AsyncDisposableStack();
      now = await open();
      return now;
    },
    [Symbol.asyncDispose]: async () => await present.disposeAsync(),
  };
}
