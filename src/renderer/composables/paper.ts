/** Saves pieces of text or bytes as one file, as the browser saves any download. */
export const saveFile = (fileName: string, pieces: readonly BlobPart[], type: string): void => {
  const address = URL.createObjectURL(new Blob([...pieces], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 0)
}

/** Saves lines as a text file. */
export const downloadText = (fileName: string, lines: readonly string[]): void => {
  saveFile(fileName, [`${lines.join('\r\n')}\r\n`], 'text/plain')
}

/** Prints lines on a sheet of their own; the page around them does not print. */
export const printText = (lines: readonly string[]): void => {
  const sheet = document.createElement('div')
  sheet.id = 'print-sheet'
  for (const line of lines) {
    const paragraph = document.createElement('p')
    paragraph.textContent = line === '' ? ' ' : line
    sheet.append(paragraph)
  }
  document.body.append(sheet)
  window.addEventListener('afterprint', () => sheet.remove(), { once: true })
  window.print()
}
