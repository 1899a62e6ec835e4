import type { Turn } from '../../../contracts/transcript.ts';

/** A label that names a part or a voice and no person: what a recorder without names writes. */
const anonymous =
  /\b(?:speaker|participant|guest|caller|user|manager|designer|expert|engineer|developer|professor|grad|phd|lead|analyst|director|officer|assistant|interviewer|moderator|host|agent|customer|client)\b|^\p{L}$|\d/iu;
const calledName = /(?<=[\p{L},] )\p{Lu}\p{Ll}{2,}(?=[,.?!]|$| (?:you|will|can|could|has|is|and)\b)/gu;
/** How often the same voice must answer to a name, and what share of the time. */
const [fewestAnswers, leastShare] = [2, 0.6];

/** Names that voices without one answer to: "Poppy" -> "Industrial Designer". Empty when the labels are names. */
export function readAliases(turns: readonly Turn[], speakers: readonly string[]): Map<string, string> {
  const aliases = new Map<string, string>();
  if (speakers.length < 2 || !speakers.every((speaker) => anonymous.test(speaker))) return aliases;
  const answers = new Map<string, Map<string, number>>();
  const own = new Set(speakers.flatMap((speaker) => speaker.split(/\s+/)));
  turns.forEach((turn, at) => {
    const next = turns[at + 1]?.speaker ?? '';
    for (const [name] of turn.text.matchAll(calledName)) {
      if (own.has(name) || next === '') continue;
      const by = answers.get(name) ?? new Map<string, number>();
      answers.set(name, by.set(next, (by.get(next) ?? 0) + 1));
    }
  });
  for (const [name, by] of answers) {
    const [best] = [...by].toSorted((a, b) => b[1] - a[1]);
    const all = [...by.values()].reduce((sum, count) => sum + count, 0);
    if (best && best[1] >= fewestAnswers && best[1] / all >= leastShare)
      aliases.set(name.toLowerCase(), best[0]);
  }
  return aliases;
}
