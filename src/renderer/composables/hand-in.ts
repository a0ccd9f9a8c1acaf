import type { DeskClient } from '../../shared/contract/index.ts'

/** Bounds a part of a file, in bytes: in base64 it is four thirds of it, and a call takes a mebibyte. */
const partBytes = 480_000
/** Fits into the arguments of one call, and into base64 without a remainder. */
const pieceBytes = 24_000

/** Hands a file in to the desk, part by part, and gives the id under which the desk holds it. */
export const handIn = async (
  desk: DeskClient,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<string> => {
  const { fileId } = await desk.incomingFiles.begin({ bytes: file.size })
  for (let from = 0; from < file.size; from += partBytes) {
    const part = new Uint8Array(await file.slice(from, from + partBytes).arrayBuffer())
    await desk.incomingFiles.add({ fileId, part: base64(part) })
    onProgress(Math.min(1, (from + partBytes) / file.size))
  }
  return fileId
}

const base64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + pieceBytes)))
  }
  return text
}
