/** Running counts; the difference between leaving and entering an element is what the element holds. */
export interface Tally {
  chars: number;
  linkChars: number;
  links: number;
  buttons: number;
  /** Fields to write into. */
  fields: number;
  h1: number;
  mains: number;
  consentChars: number;
}
