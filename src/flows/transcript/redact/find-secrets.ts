import { hide, type Rule, type Span } from './rule.ts';

/** Keys and tokens that say by their beginning what they are. */
const knownKeys = new RegExp(
  [
    String.raw`\bsk-[\w-]{16,200}`,
    String.raw`\b[rsp]k_(?:live|test)_\w{10,200}`,
    String.raw`\bgh[pousr]_\w{20,255}`,
    String.raw`\bgithub_pat_\w{20,255}`,
    String.raw`\bglpat-[\w-]{15,100}`,
    String.raw`\bxox[abeoprs]-[\w-]{10,250}`,
    String.raw`\bxapp-[\w-]{10,250}`,
    String.raw`\blin_(?:api|oauth)_\w{20,100}`,
    String.raw`\b(?:secret|ntn)_\w{20,100}`,
    String.raw`\bA(?:KIA|SIA)[A-Z0-9]{16}\b`,
    String.raw`\bAIza[\w-]{30,60}`,
    String.raw`\bya29\.[\w-]{20,500}`,
    String.raw`\bSG\.[\w-]{16,80}\.[\w-]{16,120}`,
    String.raw`\bnpm_\w{30,80}`,
    String.raw`\beyJ[\w-]{8,4000}\.[\w-]{8,4000}(?:\.[\w-]{0,4000})?`,
    String.raw`\bBearer\s+[\w.~+/=-]{12,4000}`,
  ].join('|'),
  'g',
);
const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s]{0,8000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g;
const inAddress = /\b[a-z][a-z\d+.-]{1,20}:\/\/[^\s/@:]{1,100}:([^\s/@]{1,200})@/gi;

/** What stands before a secret, in the languages meetings are held in most. "Key" and "code" alone are too common. */
const names = `(?:pass ?words?|pass ?code|pass ?phrase|passwd|pwd|pin(?: code| number)?|api[- ]?keys?|access[- ]?(?:key|token|code)s?|secret[- ]?keys?|client[- ]?secrets?|auth(?:entication)? tokens?|bearer tokens?|tokens?|secrets?|credentials?|login code|door code|alarm code|recovery (?:code|phrase)|cvv|cvc|security code|one[- ]time code|kennw[oö]rter|kennwort|passw[oö]rt(?:er)?|zugangscode|mot de passe|code pin|contraseña|clave|senha|wachtwoord|hasło|пароль|lösenord)`;
const links = String.raw`(?:\s{1,3}(?:is|was|are|now|still|just|will be|to|ist|lautet|war|jetzt|est|es|è|é|for (?:the )?[\w-]{1,30}|of (?:the )?[\w-]{1,30}|für (?:das |den |die )?[\w-]{1,30}|de[l ]? ?[\w-]{1,30})){0,4}\s{0,3}[:=]?\s{1,3}|\s{0,3}[:=]\s{0,3}`;
const named = new RegExp(
  String.raw`(?<![\p{L}\p{N}])${names}(${links})(["'“„«]?)([^\s"“”„«»]{3,200})`,
  'giu',
);

/** Words that say something about a password instead of being one. */
const saidOfSecrets = new Set(
  `wrong right expired expiring invalid missing required reset changed set gone correct incorrect weak strong safe unsafe stored hashed encrypted leaked lost
forgotten shared old new same different empty blank too very not never always already also still now just here there where what when how why in on at the a an
and or but for from by with without to of is was are were be been being has have had does did do can could should would will must may might it its this that
these those my your our their his her we you they he she who which page pages field fields form manager managers policy policies rotation rotations based auth
authentication reset resets limit limits count counts usage budget budgets holder holders sent somewhere something anything nothing everything so then because
if only really probably maybe stuff thing things falsch richtig abgelaufen weg gespeichert nicht noch schon neu alt zu und oder expiré perdu oublié changé
mauvais incorrecta caducada perdida nueva vieja`.split(/\s+/),
);

/** Passwords, keys and tokens: those that show themselves, and what is said right behind their name. */
export const findSecrets: Rule = ({ text }) =>
  hide('secret', [
    ...whole(text, privateKey),
    ...whole(text, knownKeys),
    ...insideAddresses(text),
    ...afterNames(text),
    ...mixed(text),
  ]);

const whole = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

const insideAddresses = (text: string): Span[] =>
  [...text.matchAll(inAddress)].map((match) => {
    const start = match.index + match[0].length - 1 - (match[1]?.length ?? 0);
    return { start, end: match.index + match[0].length - 1 };
  });

function afterNames(text: string): Span[] {
  return [...text.matchAll(named)].flatMap((match) => {
    const [all, link = '', quote = '', written = ''] = match;
    const start = match.index + all.length - written.length;
    const quoted =
      quote === '' ? undefined : /^[^"'“”„«»\n]{1,200}(?=["'”“»])/.exec(text.slice(start, start + 202))?.[0];
    if (quoted !== undefined) return [{ start, end: start + quoted.length }];
    const secret = written.replace(/[.,;:!?)'’]+$/, '');
    const isShort = /^(?:pin|cvv|cvc|security)/i.test(all);
    const isStated = /[:=]/.test(link);
    const isLinked = /\s(?:is|ist|lautet|est|es|è|é|to)\s/i.test(link);
    const mayBeWord = isLinked && /^(?:pass|pwd|kenn|mot|contra|senha|wacht|hasło|парол|lösen)/iu.test(all);
    return isSecret(secret, { isStated, isLinked, isShort, mayBeWord })
      ? [{ start, end: start + secret.length }]
      : [];
  });
}

interface Link {
  /** A colon or an equals sign. */
  isStated: boolean;
  /** "Is". */
  isLinked: boolean;
  /** Of a kind that has three digits. */
  isShort: boolean;
  /** A password, which can be an everyday word; a token cannot. */
  mayBeWord: boolean;
}

/** Behind a colon anything is the secret; behind "is" what is no everyday word; else only what no word looks like. */
function isSecret(word: string, { isStated, isLinked, isShort, mayBeWord }: Link): boolean {
  if (word.length < 3 || saidOfSecrets.has(word.toLowerCase())) return false;
  if (isStated) return true;
  if (/^\d{3,8}$/.test(word)) return isShort || (isLinked && word.length > 3);
  const odd = /\p{N}/u.test(word) || /[^\p{L}\p{N}'’-]/u.test(word) || /\p{Ll}\p{Lu}/u.test(word);
  return odd ? word.length >= 4 : mayBeWord && !/(?:ed|ing)$/i.test(word);
}

const candidate = /(?<![\w/+.-])[A-Za-z0-9+/_-]{32,512}={0,2}(?![\w/+-])/g;

/** Long runs of capitals, small letters and digits mixed: made by a machine, and no hash in hex, address or path. */
const mixed = (text: string): Span[] =>
  [...text.matchAll(candidate)]
    .filter(
      ([run]) =>
        /[a-z]/.test(run) &&
        /[A-Z]/.test(run) &&
        (run.match(/\d/g)?.length ?? 0) >= 4 &&
        (run.match(/[/_-]/g)?.length ?? 0) <= run.length / 10,
    )
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
