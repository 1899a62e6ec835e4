import { hide, type Rule } from './rule.ts';

const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu;
/** With a country's plus, or groups with separators: plain runs of digits are too often something else. */
const phone =
  /(?<![\p{L}\p{N}.,/-])(?:\+\d{1,3}[\s.-]?)?(?:\(0?\d{1,5}\)[\s.-]?)?\d{2,5}(?:[\s./-]\d{2,8}){1,5}(?![\p{L}\p{N}]|[.,]\d)|(?<![\p{L}\p{N}])\+\d{7,15}(?!\p{N})/gu;
const dateLike = /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})$/;

export const findEmails: Rule = ({ text }) =>
  hide(
    'e-mail',
    [...text.matchAll(email)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );

/** Phone numbers of 8 to 15 digits; with a plus, of 7. Dates are none. */
export const findPhones: Rule = ({ text }) =>
  hide(
    'phone',
    [...text.matchAll(phone)]
      .filter(([written]) => {
        const digits = written.replace(/\D/g, '').length;
        return digits <= 15 && digits >= (written.startsWith('+') ? 7 : 8) && !dateLike.test(written);
      })
      .map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
