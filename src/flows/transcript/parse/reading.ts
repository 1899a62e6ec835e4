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

/** Everything Lookout can read, by the name that stands in reports and in the corpus. */
export const formatLabels = {
  zoom_vtt: 'Zoom captions (WebVTT)',
  voice_vtt: 'WebVTT with voices',
  teams_vtt: 'Microsoft Teams captions (WebVTT)',
  teams_graph_vtt: 'Microsoft Teams captions from Graph (WebVTT)',
  vtt: 'WebVTT without speakers',
  srt: 'SubRip subtitles (SRT)',
  teams_docx: 'Microsoft Teams transcript (Word)',
  teams_docx_old: 'Microsoft Teams transcript, older layout (Word)',
  teams_docx_txt: 'Microsoft Teams transcript (text)',
  docx: 'Word document',
  meet_txt: 'Google Meet transcript',
  otter_txt: 'Otter transcript',
  krisp_txt: 'Krisp transcript',
  zoom_caption_txt: 'Zoom saved captions',
  zoom_chat: 'Zoom chat',
  krisp_webhook_json: 'Krisp webhook',
  zapier_json: 'Zapier transcript',
  fireflies_json: 'Fireflies transcript (JSON)',
  fathom_json: 'Fathom transcript (JSON)',
  readai_json: 'Read.ai transcript (JSON)',
  plain_txt: 'plain text with speakers',
  text: 'plain text without speakers',
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
