import type { Cue, Language } from '../cues.ts';

const never = /(?!)/;
const promise =
  /(?:しておきます|やります|やっておきます|対応します|送ります|作ります|確認します|担当します|準備します|連絡します|調べます|用意します|共有します|修正します|更新します|します)[。！!]?$/u;
const request = /(?:お願いします|していただけますか|してもらえますか|してください|頼みます)[。？?！!]?$/u;

function findCues({ tidy, lower }: { tidy: string; lower: string }): Cue[] {
  const isRequest = request.test(lower);
  if (!isRequest && !promise.test(lower)) return [];
  const task = tidy.replace(/^(?:私が|私は|僕が|じゃあ|では|はい、?)/u, '').replace(/[。！!？?]+$/u, '');
  return [
    {
      kind: isRequest ? 'request' : 'promise',
      subject: isRequest ? 'you' : 'i',
      task,
      verb: task,
      progressive: false,
      negated: /ません|ない/.test(lower),
      prefix: '',
    },
  ];
}

/** Japanese has no spaces and its verb last: endings are the cues, and a title is the sentence without them. */
export const japanese: Language = {
  code: 'ja',
  verbLast: true,
  marks: [],
  findCues,
  hedge: /かもしれ|たぶん|いつか|そのうち|できれば/,
  condition: /もし|なら|場合/,
  negation: /ません|ない/,
  habit: /いつも|普段|昔/,
  date: /まで|明日|今日|来週|今週|[月火水木金土日]曜/,
  immediate: never,
  acceptance: /^(?:はい、?(?:やります|承知|わかりました|了解)|承知|了解|わかりました)/,
  weakAcceptance: /^(?:はい|ええ|うん|そうですね)/,
  refusal: /^(?:いいえ|いや|無理)/,
  wrapUp: /次回|最後に|まとめ|以上です|宿題/,
  decision: /決定|決まり|決めました|ことにします|ことにしましょう/,
  urgent: /至急|緊急|すぐに|急ぎ/,
  high: /重要/,
  low: /急ぎません|時間があるとき/,
  bareObject: never,
};
