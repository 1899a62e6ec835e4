import type { PageHealth, ReadingToClassify } from './page-health.ts';

/** `/`, `/index.html`, and a home page in a language: `/en`, `/fr-FR/`. */
const homePath = /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?(?:(?:index|home|default)(?:\.\w{2,5})?\/?)?$/i;
const loginPath =
  /(?:^|[/._-])(?:log-?in|sign-?in|signon|sso|auth|authenticate|authorize|session\/new)(?:$|[/._-])/i;

/** Judges where the redirects ended: at the site's home, or at its login; null when that says nothing. */
export function classifyAddress({ requestedUrl, finalUrl, signals }: ReadingToClassify): PageHealth | null {
  const asked = URL.parse(requestedUrl);
  const reached = URL.parse(finalUrl);
  if (!asked || !reached || asked.href === reached.href) return null;
  if (!homePath.test(asked.pathname) && homePath.test(reached.pathname) && reached.search === '') {
    return {
      problem: 'redirected_home',
      why: `the address now leads to ${reached.host}${reached.pathname}`,
      severity: 'lasting',
    };
  }
  const isLogin = loginPath.test(reached.pathname) && !loginPath.test(asked.pathname);
  if (isLogin && (signals.passwordInputs > 0 || signals.contentChars < 600)) {
    return { problem: 'login', why: 'the address now leads to a page to sign in', severity: 'lasting' };
  }
  return null;
}
