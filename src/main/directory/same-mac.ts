import { timingSafeEqual } from 'node:crypto'

/** Says in constant time whether a kept MAC is the right one; what is none, whoever wrote it there, is not. */
export function isSameMac(kept: Buffer | undefined, right: Buffer): boolean {
  const isMac = Buffer.isBuffer(kept) && kept.length === right.length
  return timingSafeEqual(isMac ? kept : Buffer.alloc(right.length), right) && isMac
}
