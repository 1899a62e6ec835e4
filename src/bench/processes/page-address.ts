/** A stretch of source numbers, both ends included. */
export interface Range {
  first: number;
  last: number;
}

export const pagesOfSite = 500;

/** The address of source `number`: its page, in an edition of its own. */
export const addressOf = (origin: string, number: number): string =>
  `${origin}/pages/${number % pagesOfSite}?edition=${Math.floor(number / pagesOfSite)}`;
