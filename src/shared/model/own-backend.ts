/** Is what the store calls the desk's own backend, whatever the language of the page calls it. */
export const ownBackendName = 'Built-in'

/** Lists by what else the desk's own backend goes: pages call it so in their languages. */
const alsoCalled = ['Built-in backend', '内置后端']

/** Says whether a backend of such a name would be taken for the desk's own; capitals and blanks around it do not count. */
export function isOwnBackendName(name: string): boolean {
  const said = name.trim().toLowerCase()
  return [ownBackendName, ...alsoCalled].some((one) => one.toLowerCase() === said)
}
