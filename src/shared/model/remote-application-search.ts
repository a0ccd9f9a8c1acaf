/** Says whether a text occurs in the appid of an application elsewhere or in the name of its backend, in any case. */
export function isFoundBy({ appid, backend }: { appid: string; backend: string }, text: string): boolean {
  const wanted = text.toLowerCase()
  return [appid, backend].some((name) => name.toLowerCase().includes(wanted))
}
