/** Names a user of the built-in backend, in the audit, as the one who did something. */
export function userActor({ appid, account }: { appid: string; account: string }): string {
  return `user:${appid}/${account}`
}
