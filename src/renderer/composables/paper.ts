/** Saves lines as a text file, as the browser saves any download. */
export const downloadText = (fileName: string, lines: readonly string[]): void => {
  const address = URL.createObjectURL(new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 0)
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
