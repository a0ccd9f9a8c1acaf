import type { CompiledQuery } from 'kysely'

/**
 * Compiles a query once for each set of columns that it is given, for a path on which a change waits; each call then
 * only puts its values in place. A column whose value is undefined counts as not given.
 */
export function prepareColumns<Values extends object, Row>(
  build: (slots: Values) => { compile(): CompiledQuery<Row> },
): (values: Values) => CompiledQuery<Row> {
  const known = new Map<string, Prepared<Row>>()
  return (values) => {
    const names = Object.keys(values).filter((name) => values[name as keyof Values] !== undefined)
    const key = names.join()
    let prepared = known.get(key)
    if (prepared === undefined) {
      prepared = prepare(names, (slots) => build(slots as Values))
      known.set(key, prepared)
    }
    const { compiled, places } = prepared
    const parameters = compiled.parameters.map((parameter, at) => {
      const name = places[at]
      return name === undefined ? parameter : values[name as keyof Values]
    })
    return { ...compiled, parameters }
  }
}

interface Prepared<Row> {
  compiled: CompiledQuery<Row>
  /** Says for each parameter which column it takes its value from; undefined where it is always the same. */
  places: (string | undefined)[]
}

function prepare<Row>(
  names: readonly string[],
  build: (slots: object) => { compile(): CompiledQuery<Row> },
): Prepared<Row> {
  const slots = new Map<unknown, string>(names.map((name) => [{}, name]))
  const given = Object.fromEntries([...slots].map(([slot, name]) => [name, slot]))
  const compiled = build(given).compile()
  return { compiled, places: compiled.parameters.map((parameter) => slots.get(parameter)) }
}
