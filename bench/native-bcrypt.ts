import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'
import { rateOf } from './measurement.ts'

/** Gives how many hashes a second native bcrypt makes, on one core and on all. */
export async function nativeBcryptRates(cost: number): Promise<{ oneCore: number; allCores: number }> {
  const hash = (): Promise<string> => bcrypt.hash('a password of the bench', cost)
  const oneCore = await rateOf(hash, { clients: 1, forMs: 1000 })
  const allCores = await rateOf(hash, { clients: availableParallelism(), forMs: 1500 })
  return { oneCore, allCores }
}
