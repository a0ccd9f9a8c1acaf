/**
 * Gives the MD5 of a text's UTF-8 bytes in hex. It leans on nothing outside itself, so that its own source can be
 * handed to a page.
 */
export function browserMd5(text: string): string {
  const turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
  const bytes = new TextEncoder().encode(text)
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const words = new DataView(padded.buffer)
  words.setUint32(padded.length - 8, bytes.length * 8, true)
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let block = 0; block < padded.length; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state
    for (let step = 0; step < 64; step++) {
      const round = step >> 4
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round] ?? 0
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round] ?? 0
      const sine = Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32)
      const sum = (a + mixed + sine + words.getUint32(block + (word % 16) * 4, true)) | 0
      const turn = turns[round * 4 + (step % 4)] ?? 0
      const next = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0
      ;[a, d, c, b] = [d, c, b, next]
    }
    ;[a, b, c, d].forEach((value, at) => {
      state[at] = ((state[at] ?? 0) + value) | 0
    })
  }
  const digest = new DataView(new ArrayBuffer(16))
  state.forEach((value, at) => {
    digest.setInt32(at * 4, value, true)
  })
  return Array.from(new Uint8Array(digest.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
