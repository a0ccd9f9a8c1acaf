import { InvalidArgumentError } from 'commander'

/** Reads the length of passwords that are to be generated: 8 to 128 characters. */
export function passwordLength(value: string): number {
  const length = Number(value)
  if (value === '' || !Number.isInteger(length) || length < 8 || length > 128)
    throw new InvalidArgumentError('not a length of 8 to 128')
  return length
}
