import type { Walk } from './walk.ts'

/** Signs somebody in at the sign-in page, and waits until they stand in the desk. */
export async function signIn(walk: Walk, who: { name: string; password: string }): Promise<void> {
  await walk.fill('sign-in-name', who.name)
  await walk.fill('sign-in-password', who.password)
  await walk.press('sign-in-submit')
  await walk.part('nav-overview').waitFor()
}
