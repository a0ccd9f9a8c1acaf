import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { DeskClient } from '../src/shared/contract/index.ts'

/** Pairs with a running browser host by its link and gives a client of the contract, as a page would have it. */
export async function pairWith(link: string): Promise<DeskClient> {
  const { origin, hash } = new URL(link)
  const fromPage = {
    origin,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    'sec-fetch-dest': 'empty',
  }
  const answer = await fetch(`${origin}/pair`, {
    method: 'POST',
    headers: { ...fromPage, 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.replace('#c=', '') }),
  })
  const { bearer } = (await answer.json()) as { bearer: string }
  return createORPCClient(
    new RPCLink({ url: `${origin}/rpc`, headers: { ...fromPage, authorization: `Bearer ${bearer}` } }),
  )
}
