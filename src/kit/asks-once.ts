/**
 * Words after which one telling is enough. Besides "once" and "as soon as", a thing that becomes available is
 * a single event ("when tickets are available"); a price that falls below a line is not: it can fall again.
 */
const once =
  /\bas soon as\b|\bonce\b(?! (?:more|again|a|an|per|every|in a while)\b)|\bone time\b|\bthe (?:first|next) time\b|\bthe moment\b|\bwhen .{2,60}\b(?:is|are|becomes?|comes?|goes|go|gets?|get) (?:back |finally |again )*(?:available|in stock|on sale|live|online|released|published|out(?! of\b)|ready|announced|open(?:ed)?)\b/i;
const everyTime =
  /\b(?:every ?time|each time|whenever|always|any ?time|all (?:new|changes|updates)|every (?:new|change|update|release|post))\b/i;

/** Whether a request, its cadence taken out, asks to be told a single time. "Whenever" and its like say the opposite. */
export const asksOnce = (request: string): boolean => once.test(request) && !everyTime.test(request);
