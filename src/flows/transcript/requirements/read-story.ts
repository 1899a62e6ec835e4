/** "As a customer, I want to download invoices so that …": who wants what. */
export interface Story {
  title: string;
}

const english =
  /^as (an?|the) ([^,]{2,60}?),? (?:i|we)(?: want| need| would like|['’]d like| wish| must be able| should be able| have| can)(?: to be able)?( to)? (.+)$/i;
/** Who, the wish, what; in German, French, Spanish, Italian, Portuguese and Dutch. */
const others =
  /^(?:als|en tant qu(?:e |['’])|como|come|in qualità di) ?([^,]{2,60}?),? (?:möchte ich|will ich|je (?:veux|souhaite|voudrais)|quiero|me gustaría|voglio|vorrei|quero|gostaria de|wil ik|ik wil) (.+)$/iu;
const reason =
  /,? (?:so that|so (?=i |we |my |they )|in order to|because|damit|um |afin (?:de|que)|pour (?:que)?|para (?:que )?|per |affinché|zodat)\b.*$/iu;

/** A user story as a title that says what to do; null for any other sentence. */
export function readStory(sentence: string): Story | null {
  const said = sentence
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '');
  const told = english.exec(said);
  if (told) {
    const [, article = 'a', who = '', to, what = ''] = told;
    const wish = theirs(what.replace(reason, ''));
    const title =
      to || /be able/i.test(said.slice(0, said.indexOf(what)))
        ? `Let ${article} ${who} ${wish}`
        : `Give ${article} ${who} ${wish}`;
    return {
      title: title.replace(
        /^(Let|Give) (A|An|The) /,
        (_, verb: string, one: string) => `${verb} ${one.toLowerCase()} `,
      ),
    };
  }
  const wish = others.exec(said)?.[2]?.replace(reason, '').trim();
  return wish ? { title: wish.charAt(0).toUpperCase() + wish.slice(1) } : null;
}

/** "my invoices" of a customer are "their invoices" in a title. */
const theirs = (text: string): string =>
  text
    .replace(/\bmy\b/gi, 'their')
    .replace(/\b(?:me|myself)\b/gi, 'them')
    .replace(/\bI\b/g, 'they')
    .trim();
