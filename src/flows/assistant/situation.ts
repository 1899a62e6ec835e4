/** A message, where it stands and who wrote it. */
export interface Situation {
  text: string;
  /** The message stands in the thread of a monitor. */
  inMonitorThread: boolean;
  /** The message stands in a thread where Lookout answers questions. */
  inConversation?: boolean;
  /** IANA zone of the person. */
  timeZone: string;
  /** What "tomorrow" counts from. */
  now: Date;
}
