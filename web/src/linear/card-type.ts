/** How a dragged card is told from a dragged file or word. */
export const CARD_TYPE = 'application/x-linear-issue';
