/** Gives the command that verifies a copy by its key, both in one folder; an empty folder is the one it is run in. */
export const verifyCommand = ({
  folder,
  copy,
  key,
}: {
  folder: string
  copy: string
  key: string
}): string => {
  const place = (file: string): string => quoted(pathOf(folder.trim(), file))
  return `npm run -s latchkey -- audit verify --store ${place(copy)} --public-key ${place(key)}`
}

const pathOf = (folder: string, file: string): string => {
  const bare = folder.replace(/^(["'])(.*)\1$/, '$2')
  if (bare === '') return file
  if (/[\\/]$/.test(bare)) return bare + file
  return bare.includes('\\') || /^[a-z]:$/i.test(bare) ? `${bare}\\${file}` : `${bare}/${file}`
}

/** Quotes what a shell would take apart; a `~` at the beginning has to stay outside to be understood. */
const quoted = (path: string): string => {
  if (/^~?[\p{L}\p{N}._/:@+-]+$/u.test(path)) return path
  const [, home = '', rest = path] = /^(~\/)(.*)$/s.exec(path) ?? []
  return /[$`"]/.test(rest) ? `${home}'${rest}'` : `${home}"${rest}"`
}
