import { nobaseSamples } from './nobase/nobase.samples.ts'
import { openimSamples } from './openim/openim.samples.ts'
import type { SampleClient, SampleValues } from './sample-client.ts'
import { shuidiSamples } from './shuidi/shuidi.samples.ts'
import { yunhuSamples } from './yunhu/yunhu.samples.ts'

/** Gives a sample client of every operation, for a shell. */
export function sampleClients(values: SampleValues): SampleClient[] {
  return [nobaseSamples, shuidiSamples, openimSamples, yunhuSamples].flatMap((samples) => samples(values))
}
