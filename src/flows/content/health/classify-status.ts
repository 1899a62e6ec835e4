import type { HealthProblem } from '../../../contracts/blocks.ts';
import type { PageHealth } from './page-health.ts';

/** Judges an answer by its status, helped by what kind of wall stands under it; null for a status that is fine. */
export function classifyStatus(status: number, wall: HealthProblem | undefined): PageHealth | null {
  if (status < 400) return null;
  if (status === 429)
    return { problem: 'rate_limited', why: 'the site asks to come back less often', severity: 'passing' };
  if (status === 404 || status === 410) {
    return {
      problem: 'gone',
      why: `the site says that the page does not exist (${status})`,
      severity: 'lasting',
    };
  }
  if (wall === 'bot_check') {
    return {
      problem: 'bot_check',
      why: `the site asks to prove that the reader is human (${status})`,
      severity: 'lasting',
    };
  }
  if (status === 401 || status === 407) {
    return { problem: 'login', why: `the site asks to sign in (${status})`, severity: 'lasting' };
  }
  if (status === 408)
    return { problem: 'timeout', why: 'the site gave up waiting (408)', severity: 'passing' };
  if (status < 500)
    return { problem: 'forbidden', why: `the site refuses the page (${status})`, severity: 'lasting' };
  if (wall === 'maintenance') {
    return {
      problem: 'maintenance',
      why: `the site says that it is temporarily not available (${status})`,
      severity: 'passing',
    };
  }
  return {
    problem: 'server_error',
    why: `the site has an error of its own (${status})`,
    severity: 'passing',
  };
}
