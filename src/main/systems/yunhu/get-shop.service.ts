import type { YunhuSettings } from '../../directory/built-in-settings.ts'
import { ours } from './wire.ts'
import type { Answer } from './yunhu-call.service.ts'

/** Answers `getshop`, whether or not the shop is open. */
export function answerGetShop({ shop }: YunhuSettings): Answer {
  const { shopid, shopname, status } = shop
  return { data: { shopid, shopname, shoplogo: ours.shoplogo, status } }
}
