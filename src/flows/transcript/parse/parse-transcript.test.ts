import { describe, expect, test } from 'vitest';
import { parseTranscript } from './parse-transcript.ts';
import { bytesOf, docx, renderers, type SampleTurn } from './render-for-test.ts';

const parse = (text: string) => parseTranscript({ bytes: bytesOf(text) });
const said = (text: string) => parse(text).turns.map(({ speaker, text: words }) => `${speaker}: ${words}`);

const meeting: SampleTurn[] = [
  { speaker: 'Ines Prado', startMs: 5_320, endMs: 9_010, text: 'The crane was inspected on Monday.' },
  {
    speaker: 'Tom (night shift) | Dock 4',
    startMs: 9_500,
    endMs: 12_000,
    text: 'It was: the report says so & more.',
  },
  { speaker: 'Ines Prado', startMs: 63_000, endMs: 65_250, text: 'Then I send it to the insurer.' },
  { speaker: 'Mara', startMs: 3_700_000, endMs: 3_701_500, text: 'Good.' },
];
const namesOf = (turns: readonly SampleTurn[]) => turns.map((turn) => turn.speaker);

describe('a transcript is recognised by what is in it, not by its name', () => {
  test.each(Object.keys(renderers))('%s: turns, names and words are the meeting’s', (format) => {
    const parsed = parse(renderers[format]?.(meeting) ?? '');
    expect(parsed.format).toBe(format);
    expect(parsed.turns.map((turn) => turn.speaker)).toEqual(namesOf(meeting));
    expect(parsed.turns.map((turn) => turn.text)).toEqual(meeting.map((turn) => turn.text));
    expect(parsed.report).toMatchObject({ turns: 4, cues: 4, words: 22, repaired: 0, notUnderstood: [] });
  });

  test.each(['zoom_vtt', 'voice_vtt', 'teams_vtt', 'teams_graph_vtt', 'srt'])(
    '%s: times are to the millisecond',
    (format) => {
      const parsed = parse(renderers[format]?.(meeting) ?? '');
      expect(parsed.turns.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
        meeting.map(({ startMs, endMs }) => [startMs, endMs]),
      );
      expect(parsed.report.spanMs).toBe(3_701_500 - 5_320);
    },
  );

  test.each(['otter_txt', 'teams_docx_txt', 'krisp_txt'])(
    '%s: a turn begins at the second of its heading',
    (format) => {
      expect(parse(renderers[format]?.(meeting) ?? '').turns.map((turn) => turn.startMs)).toEqual([
        5_000, 9_000, 63_000, 3_700_000,
      ]);
    },
  );

  test('a Word transcript of Teams is read like its text, with title and date', () => {
    const paragraphs = [
      'Harbour crane-20260304_100000-Meeting Transcript',
      '4 March 2026, 10:05pm',
      'Ines Prado started transcription',
      'Ines Prado   0:05\nThe crane was inspected.\nOn Monday.',
      'Mara   0:09\nGood.',
      'Ines Prado stopped transcription',
    ];
    const parsed = parseTranscript({ bytes: docx(paragraphs), fileName: 'notes.txt' });
    expect(parsed).toMatchObject({
      format: 'teams_docx',
      title: 'Harbour crane',
      date: '2026-03-04T22:05',
      speakers: ['Ines Prado', 'Mara'],
    });
    expect(parsed.turns.map((turn) => turn.text)).toEqual(['The crane was inspected. On Monday.', 'Good.']);
  });

  test('the older Word transcript of Teams has times, name and words in a paragraph', () => {
    const parsed = parseTranscript({
      bytes: docx([
        '0:0:5.32 --> 0:0:9.1\nInes Prado\nThe crane works.',
        '0:0:9.5 --> 0:0:10.0\nMara\nGood.',
      ]),
    });
    expect(parsed.format).toBe('teams_docx_old');
    expect(parsed.turns).toEqual([
      { i: 0, speaker: 'Ines Prado', startMs: 5_320, endMs: 9_100, text: 'The crane works.' },
      { i: 1, speaker: 'Mara', startMs: 9_500, endMs: 10_000, text: 'Good.' },
    ]);
  });

  test('Graph’s metadata layout has a JSON object in each cue', () => {
    const cue = (name: string, text: string) =>
      JSON.stringify({ startDateTime: 'x', speakerName: name, spokenText: text });
    const parsed = parse(
      `WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n${cue('Mara', 'Hello.')}\n\n00:00:02.000 --> 00:00:03.000\n${cue('Ines', 'Hi.')}\n`,
    );
    expect(parsed).toMatchObject({ format: 'teams_graph_vtt', speakers: ['Mara', 'Ines'] });
  });

  test('Meet gives dates, people, and the time of the block', () => {
    const parsed = parse(renderers.meet_txt?.(meeting) ?? '');
    expect(parsed).toMatchObject({
      title: 'Harbour crane',
      date: '2026-03-04',
      participants: [{ name: 'Ines Prado' }, { name: 'Tom (night shift) | Dock 4' }, { name: 'Mara' }],
    });
    expect(parsed.report).toMatchObject({ firstMs: 0, lastMs: 3_600_000 });
  });

  test('Zoom’s saved captions and its chat are told apart', () => {
    expect(parse('[Mara] 10:00:01\nGood morning.\n\n[Ines Prado] 10:00:04\nMorning.\n').format).toBe(
      'zoom_caption_txt',
    );
    const chat = parse('00:03:55\tMara:\tlink?\n00:04:10\tInes | Dock:\tReplying to "link?"\n\nhere it is\n');
    expect(chat).toMatchObject({ format: 'zoom_chat', speakers: ['Mara', 'Ines | Dock'] });
    expect(chat.turns[1]?.text).toBe('Replying to "link?" here it is');
  });

  test('the date a recorder put into the file name is taken when the file has none', () => {
    const bytes = bytesOf(renderers.zoom_vtt?.(meeting) ?? '');
    expect(parseTranscript({ bytes, fileName: 'GMT20260304-101500_Recording.transcript.vtt' }).date).toBe(
      '2026-03-04T10:15:00.000Z',
    );
  });
});

describe('who speaks', () => {
  test('consecutive cues of one person are one turn', () => {
    const parsed = parse(
      'WEBVTT\n\n00:01.000 --> 00:02.000\nMara: One\n\n00:02.000 --> 00:03.500\nMara: two.\n\n00:04.000 --> 00:05.000\nInes: Three.\n',
    );
    expect(parsed.turns[0]).toEqual({
      i: 0,
      speaker: 'Mara',
      startMs: 1_000,
      endMs: 3_500,
      text: 'One two.',
    });
    expect(parsed.report).toMatchObject({ turns: 2, cues: 3 });
  });

  test('a colon in a sentence makes nobody speak', () => {
    const parsed = parse(
      'WEBVTT\n\n00:01.000 --> 00:02.000\nThe plan is simple: we wait.\n\n00:02.000 --> 00:03.000\nAnd then: nothing.\n\n00:03.000 --> 00:04.000\nIt rained.\n\n00:04.000 --> 00:05.000\nA lot.\n',
    );
    expect(parsed).toMatchObject({ format: 'vtt', speakers: [] });
    expect(parsed.turns).toHaveLength(4);
  });

  test('a name with a colon is whole when everything its owner says begins with both parts', () => {
    expect(said('Bo: crane two: ready\nMara: go\nBo: crane two: lifting now\nMara: fine')[2]).toBe(
      'Bo: crane two: lifting now',
    );
    expect(parse('Bo: crane two: ready\nMara: go\nBo: crane two: lifting now\nMara: fine').speakers).toEqual([
      'Bo: crane two',
      'Mara',
    ]);
    expect(parse('Bo: note: ready\nMara: go\nBo: lifting now\nMara: fine').speakers).toEqual(['Bo', 'Mara']);
  });

  test('a line without a name goes on with the speech before it', () => {
    expect(
      said('Mara: The first point.\nIt is long: very long.\n\nInes: Yes.\nMara: Good.\nInes: Bye.'),
    ).toEqual(['Mara: The first point. It is long: very long.', 'Ines: Yes.', 'Mara: Good.', 'Ines: Bye.']);
  });

  test('times before or behind the name are times', () => {
    expect(parse('[00:12] Mara: hi\n[01:05] Ines: hello').turns).toEqual([
      { i: 0, speaker: 'Mara', startMs: 12_000, text: 'hi' },
      { i: 1, speaker: 'Ines', startMs: 65_000, text: 'hello' },
    ]);
    expect(parse('Mara (0:12): hi\nInes (1:05): hello').turns.map((turn) => turn.startMs)).toEqual([
      12_000, 65_000,
    ]);
  });

  test('paragraphs without names stay apart and nobody is invented', () => {
    const parsed = parse('We met at ten.\nIt was cold.\n\nThe crane stood still.\n');
    expect(parsed).toMatchObject({ format: 'text', speakers: [] });
    expect(parsed.turns.map((turn) => turn.text)).toEqual([
      'We met at ten. It was cold.',
      'The crane stood still.',
    ]);
  });

  test('names from right to left and with signs are kept; characters that turn the order round are not', () => {
    const parsed = parse(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v \u202Eנועה 👩‍🔧\u202C>שלום \u2066abc\u2069</v>\n',
    );
    expect(parsed.turns[0]).toMatchObject({ speaker: 'נועה 👩‍🔧', text: 'שלום abc' });
  });

  test('a text that lost its line breaks is divided at names that come back', () => {
    const line = Array.from(
      { length: 120 },
      (_, at) => `${at % 2 ? 'Mara Lind' : 'Ines Prado'}: This is remark ${at} of many. Fine.`,
    ).join(' ');
    const parsed = parse(line);
    expect(parsed).toMatchObject({ format: 'plain_txt', speakers: ['Ines Prado', 'Mara Lind'] });
    expect(parsed.turns).toHaveLength(120);
    expect(parsed.report.warnings[0]).toContain('one line');
  });
});

describe('a damaged file keeps its words', () => {
  const broken = `\uFEFFWEBVTT by hand

STYLE
::cue { color: blue }

NOTE
not spoken --> at all

1
00:00:05,000 --> 00:00:04,000 align:start
Mara: backwards
and a second line

two
00:00:06.000 -> 00:00:07.000
Ines: thin arrow

3
00:61:00.000 --> 00:62:00.000
Mara: no such minute
4
00:00:09.000 --> 00:00:10.000
Ines: <i>no</i> blank &lt;line&gt; <00:00:09.500>before <!channel>
`;
  test('times that make no sense are dropped and counted, comments and styles are not spoken', () => {
    const parsed = parse(broken);
    expect(parsed.turns.map((turn) => turn.text)).toEqual([
      'backwards and a second line',
      'thin arrow',
      'no such minute',
      'no blank <line> before <!channel>',
    ]);
    expect(parsed.turns[0]).toMatchObject({ startMs: 5_000 });
    expect(parsed.turns[0]).not.toHaveProperty('endMs');
    expect(parsed.turns[2]).not.toHaveProperty('startMs');
    expect(parsed.report.repaired).toBe(3);
  });

  test('what belongs to nothing is in the report, bounded', () => {
    const lines = Array.from({ length: 50 }, (_, at) => `stray line number ${at}`).join('\n');
    const { report } = parse(
      `${lines}\n\nMara  0:05  \nHello.\n\nInes  0:09  \nHi.\n\nMara  0:12  \nBye.\n\nInes  0:15  \nBye.\n`,
    );
    expect(report.notUnderstood).toHaveLength(20);
    expect(report.warnings.join(' ')).toContain('49 lines');
  });
});

describe('encodings', () => {
  const text = 'Zoë: naïve café – 5 € “quoted”\nJosé: ça va';
  const utf16 = (order: 'le' | 'be', mark: boolean): Uint8Array => {
    const bytes = new Uint8Array(Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le'));
    if (order === 'be')
      for (let at = 0; at < bytes.length; at += 2)
        [bytes[at], bytes[at + 1]] = [bytes[at + 1] ?? 0, bytes[at] ?? 0];
    return bytes;
  };
  test.each([
    ['UTF-8 with a mark', bytesOf(`\uFEFF${text}`)],
    ['UTF-16, little end first', utf16('le', true)],
    ['UTF-16, big end first', utf16('be', true)],
    ['UTF-16 without a mark', utf16('le', false)],
  ])('%s', (_, bytes) => {
    expect(parseTranscript({ bytes }).turns.map((turn) => turn.text)).toEqual([
      'naïve café – 5 € “quoted”',
      'ça va',
    ]);
  });

  test('Windows-1252 is read and said', () => {
    const bytes = Uint8Array.from(
      [...'Zo\xeb: caf\xe9 \x96 5 \x80\nBen: ok'].map((char) => char.charCodeAt(0)),
    );
    const parsed = parseTranscript({ bytes });
    expect(parsed.turns[0]).toMatchObject({ speaker: 'Zoë', text: 'café – 5 €' });
    expect(parsed.report.warnings[0]).toContain('Windows');
  });

  test('UTF-8 with a broken byte stays UTF-8', () => {
    const bytes = bytesOf('Zoë: naïve café crème brûlée x\nJosé: ça va à Łódź');
    bytes[bytes.indexOf('x'.charCodeAt(0))] = 0xff;
    expect(parseTranscript({ bytes }).turns[1]).toMatchObject({ speaker: 'José', text: 'ça va à Łódź' });
  });
});
