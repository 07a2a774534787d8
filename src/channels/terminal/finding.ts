/** One line of wenzheng doctor. */
export interface Finding {
  readonly passed: boolean;
  /** What was looked at and found; with the remedy when it did not pass. */
  readonly text: string;
}
