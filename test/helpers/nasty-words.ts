/** What a hostile page or person may put where words are expected. */
export const hostile =
  '<!channel> <!here|all> <@U0ADA00001> <#C0GENERAL1> <https://evil.example|Click> *bold* _it_ ~no~ `code` &lt;!channel&gt; \u202Etxt.exe\u202C \u2066x\u2069 zero\u200Bwidth \u0007';

/** One character more than a section takes. */
export const tooLong = 'The quick brown fox jumps over the lazy dog. '.repeat(67).slice(0, 3_001);

/** Right to left, with emoji of several code points. */
export const rightToLeft = 'מחיר התוכנית المتقدمة עלה ל־25 דולר 📈👩‍👩‍👧‍👦';
