/** Fields of the form of a note; `text` is the first part of it. */
export const noteFields = { title: 'title', text: 'text' } as const;

/** What Slack takes in one field of a form. */
export const longestText = 3_000;
/** Slack's longest message has 40,000 characters. */
const mostParts = 20;

/** Names of the fields that a long text stands in. */
export const partNames: readonly string[] = Array.from({ length: mostParts }, (_, at) =>
  at === 0 ? noteFields.text : `${noteFields.text}_${at + 1}`,
);

/** A long text in as many fields as it takes, cut between lines where there are any. */
export function partsOf(text: string): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longestText && parts.length < mostParts - 1) {
    const line = rest.lastIndexOf('\n', longestText);
    const word = line > 0 ? line : rest.lastIndexOf(' ', longestText);
    const at = word > 0 ? word : longestText;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}
