/**
 * Names where a secret is after it was to leave the clipboard: taken out, gone with whatever was there unseen, gone
 * from it before, perhaps still in it, or surely still in it until the page has the focus.
 */
export type TakenOut = 'cleared' | 'emptied' | 'replaced' | 'left' | 'waiting'

/** Puts a secret into the clipboard and takes it out again. */
export interface SecretHolder {
  /** Puts one in; gives its time in milliseconds, and whether taking it out spares what was copied since. */
  put(secret: string, life: number): Promise<{ life: number; compares: boolean }>
  takeOut(): Promise<TakenOut>
  /** Empties the clipboard because the operator asks for it. */
  empty(): Promise<TakenOut>
  /** Calls back once, when what had to wait can be tried again. */
  onceReachable(callback: () => void): void
}
