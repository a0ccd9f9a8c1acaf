import { InvalidArgumentError } from 'commander'

/** Reads a port from an argument; 0 asks for a free one. */
export function portNumber(value: string): number {
  const port = Number(value)
  if (value === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('not a port')
  return port
}
