import type { Directory } from '../../directory/directory.ts'
import { drawCaptcha } from './captcha-picture.ts'
import { ours } from './wire.ts'
import type { Answer } from './yunhu-call.service.ts'

/** Answers `getcode`: a fresh picture and its number; what it shows is kept as a keyed hash only. */
export async function answerGetCaptcha({ captchas }: Pick<Directory, 'captchas'>): Promise<Answer> {
  const { text, img } = await drawCaptcha()
  return { data: { [ours.codeid]: captchas.keep(text), img } }
}
