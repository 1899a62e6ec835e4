import type { Clock } from '../../../src/kit/clock.ts';
import type { FetchPage } from '../../../src/vendors/web/schema.ts';

export const page = 'https://shop.example/pricing';

const bodyWith = (price: string) =>
  `<!doctype html><html lang="en"><title>Pricing</title><body><main><h1>Plans and prices</h1>
   <p>Every plan comes with unlimited projects and mail support within one working day.</p>
   <h2>Pro plan</h2><p>The Pro plan costs ${price} a month for each person of the team.</p></main></body></html>`;

/** A site of one page with a price that the test sets. Every other page is gone. */
export interface Shop {
  price: string;
  fetchPage: FetchPage;
}

export function playShop(clock: Clock): Shop {
  const shop: Shop = {
    price: '$20',
    fetchPage: async ({ url }) => {
      const facts = { url, fetchedAt: clock.now(), ms: 1 };
      if (url !== page)
        return { ...facts, kind: 'failed', problem: 'gone', status: 404, message: 'The page is gone (404).' };
      return {
        ...facts,
        kind: 'fetched',
        status: 200,
        finalUrl: url,
        headers: {},
        contentType: 'text/html',
        body: Buffer.from(bodyWith(shop.price)),
        validators: {},
      };
    },
  };
  return shop;
}
