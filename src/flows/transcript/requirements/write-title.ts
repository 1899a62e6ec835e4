import { oneLine, truncate } from '../../../kit/text.ts';
import type { Modal } from './find-modal.ts';

/** An issue's title is read in lists. */
const longestTitle = 110;

const goesOn =
  /(?:,? (?:so that|in order to|because|since|in order that)\b|, (?:so|which|as|e\.g\.|for example|such as|i\.e\.)\b|;| [–—-] | \((?:e\.g\.|i\.e\.|for example|such as)).*$/i;

/** What is built itself, or those who build it: not worth naming in a title. */
const generic =
  /^(?:(?:the|our|this|das|die|der|le|la|les|el|il|o|a|het|de) ?)?(?:l['’])?(?:(?:new|whole|entire) )?(?:system|app|application|product|solution|platform|software|tool|anwendung|lösung|système|logiciel|produit|plateforme|sistema|aplicación|applicazione|aplicação|applicatie|systeem|produto|prodotto|producto|produkt)$|^(?:we|it|they|wir|nous|on|nosotros|noi|nós|wij|we)$/iu;
const human =
  /\b(?:users?|customers?|visitors?|people|persons?|admins?|administrators?|members?|owners?|guests?|employees?|managers?|agents?|operators?|developers?|engineers?|everyone|everybody|anyone|anybody|someone|clients?|buyers?|sellers?|shoppers?|readers?|authors?|editors?|staff|accountants?|students?|teachers?|patients?|drivers?|subscribers?|approvers?|reviewers?|team ?mates?|colleagues|they|who)$/i;
const modifier = /\s(?:who|that|which|with|without|in|of|on|at|from|for|by|to|using|under|over|whose)\s.*$/i;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const small =
  /^(?:the|a|an|each|every|all|any|no|only|our|this|these|both|some|when|if|once|after|before|while|during|people|they|it|we|in|on|for|unless|until|as|whenever|where|upon|there)$/i;

/** "The search" -> "the search", "Credit notes" -> "credit notes"; "SSO", "Ada" and "GitHub" stay as they are. */
function lower(text: string): string {
  const [first = '', second] = text.split(' ');
  const isName = second === undefined ? !/^\p{Lu}\p{Ll}{2,}s$/u.test(first) : /^\P{Ll}/u.test(second);
  const isKnown = !isName || small.test(first) || human.test(first);
  if (!/^\p{Lu}\p{Ll}*$/u.test(first) || !isKnown) return text;
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A short title that says what to do. */
export function writeRequirementTitle(modal: Modal): string {
  const task = modal.language === 'en' ? englishTask(modal) : otherTask(modal);
  const when = modal.condition === '' ? '' : ` ${lower(modal.condition)}`;
  return tidyTitle(`${shorten(task).replace(/[\s.!;:]+$/, '')}${when}`);
}

/** The words themselves as a title: an entry of a list that has no verb of demand. */
export function titleOfEntry(text: string): string {
  const words = shorten(oneLine(text));
  const isSentence =
    /[.]$/.test(text.trim()) &&
    /^(?:the|a|an|each|every|all|any|no|only)\s/i.test(words) &&
    words.split(' ').length >= 5;
  return tidyTitle(isSentence ? `Make sure ${lower(words)}` : words);
}

const tidyTitle = (title: string): string =>
  truncate(capital(oneLine(title).replace(/[\s.,;:!]+$/, '')), longestTitle);

/** Without the reasons, where enough is left to be understood. */
function shorten(text: string): string {
  const short = text.replace(goesOn, '');
  return short.split(/\s+/).length >= 2 ? short : text;
}

const able = /^be (?:able|allowed|permitted|free) to /i;

function englishTask({ subject: whole, rest, denial }: Modal): string {
  const subject = lower(
    whole.replace(/^.*: /, '').replace(/^(?:and|but|also|then|so|that|however|therefore)[, ]+/i, ''),
  );
  const head = subject.replace(modifier, '');
  if (/^there$/i.test(subject))
    return denial ? `Avoid ${rest.replace(/^be /i, '')}` : `Provide ${rest.replace(/^be /i, '')}`;
  const isGeneric = subject === '' || generic.test(subject);
  if (able.test(rest)) {
    const task = rest.replace(able, '');
    if (isGeneric) return denial ? `Do not ${task}` : task;
    return `${denial ? 'Do not let' : 'Let'} ${subject} ${task}`;
  }
  const being = /^be /i.test(rest) ? rest.slice(3) : null;
  if (being !== null) {
    const named = subject === '' ? 'it' : subject;
    return `Make sure ${named} ${isPlural(head) ? 'are' : 'is'} ${denial ? `${denial} ` : ''}${being}`;
  }
  if (isGeneric) return denial ? `${denial === 'never' ? 'Never' : 'Do not'} ${rest}` : rest;
  if (denial)
    return human.test(head)
      ? `Do not let ${subject} ${rest}`
      : `Make sure ${subject} ${isPlural(head) ? 'do' : 'does'} not ${rest}`;
  if (/^have /i.test(rest)) return `Give ${subject} ${rest.slice(5)}`;
  return human.test(head) ? `Require ${subject} to ${rest}` : `Make ${subject} ${rest}`;
}

function isPlural(head: string): boolean {
  if (/^(?:each|every|a|an|any|one|no|this|that|it)\b/i.test(head)) return false;
  if (/ and /.test(head) || /^(?:these|those|both|all|we|they)\b/i.test(head)) return true;
  return (
    /(?:people|children|[^su]s)$/i.test(head) &&
    !/(?:status|access|progress|process|address|analysis|is)$/i.test(head)
  );
}

/** In other languages the verb follows as it is: "Das System muss X exportieren" -> "X exportieren". */
function otherTask({ subject, rest, denial, sentence }: Modal): string {
  const isShort = subject === '' || generic.test(subject.replace(/\s(?:ne|no|non|não)$/iu, ''));
  return isShort && !denial && rest !== '' ? rest : sentence;
}
