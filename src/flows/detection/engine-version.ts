/**
 * Names how this engine finds, weighs and words differences; stored with every change. Raise it when verdicts on
 * stored versions may come out otherwise. A new engine announces nothing: it only judges what comes next.
 */
export const engineVersion = '3';
