/** One utterance as the file holds it: a cue, a sentence, a paragraph. Several make a turn. */
export interface Cue {
  /** Empty when the file names nobody. */
  speaker: string;
  startMs?: number;
  endMs?: number;
  text: string;
}

export interface Participant {
  name: string;
  email?: string;
}

/** An action item a note taker attached to its transcript: a hint, never taken without a quote. */
export interface VendorAction {
  text: string;
  assignee?: string;
  assigneeEmail?: string;
  /** From the start of the recording. */
  atMs?: number;
}

/** Everything Lookout can read, by the name that stands in reports and in the corpus, and what people call it. */
export const formatLabels = {
  zoom_vtt: 'Zoom',
  voice_vtt: 'WebVTT captions',
  teams_vtt: 'Teams',
  teams_graph_vtt: 'Teams',
  vtt: 'WebVTT captions without speakers',
  srt: 'SRT subtitles',
  teams_docx: 'Teams (Word)',
  teams_docx_old: 'Teams (Word)',
  teams_docx_txt: 'Teams',
  docx: 'Word',
  meet_txt: 'Google Meet',
  otter_txt: 'Otter',
  krisp_txt: 'Krisp',
  zoom_caption_txt: 'Zoom',
  zoom_chat: 'Zoom chat',
  krisp_webhook_json: 'Krisp',
  zapier_json: 'Zapier',
  fireflies_json: 'Fireflies',
  fathom_json: 'Fathom',
  readai_json: 'Read.ai',
  slack_thread: 'Slack',
  plain_txt: 'Text with names',
  text: 'Text without names',
} as const;

export type Format = keyof typeof formatLabels;

/** What a format's reader makes of a file, before cues become turns. */
export interface Reading {
  format: Format;
  cues: Cue[];
  title?: string;
  /** ISO 8601; with a zone only where the file gives one. */
  date?: string;
  participants?: Participant[];
  attachedActions?: VendorAction[];
  vendorSummary?: string;
  /** Lines or parts that belong to nothing known; the report keeps the first few. */
  notUnderstood?: string[];
  /** Cues whose times or layout were mended or dropped; their text stays. */
  repaired?: number;
  warnings?: string[];
}

/** A decoded file, as the readers of text see it. */
export interface TextFile {
  text: string;
  lines: readonly string[];
  /** Paragraphs of a Word document come as lines, one blank line between two. */
  fromDocx: boolean;
}

/** A family of text formats. */
export interface TextFormat {
  /** 0 = certainly not, 1 = says so itself. Looks at content only. */
  confidence(file: TextFile): number;
  read(file: TextFile): Reading;
}

export const toTextFile = (text: string, fromDocx = false): TextFile => ({
  text,
  lines: text.split(/\r\n|\n|\r/),
  fromDocx,
});
