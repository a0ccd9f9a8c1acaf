import type { CompiledQuery } from 'kysely'

/**
 * Compiles a query once, for a path that runs at every request; each call then only puts its values in place, in the
 * order in which `build` takes them.
 */
export function prepareQuery<Values extends readonly unknown[], Row>(
  build: (...slots: Values) => { compile(): CompiledQuery<Row> },
): (...values: Values) => CompiledQuery<Row> {
  const slots = Array.from({ length: build.length }, () => ({}))
  const compiled = build(...(slots as unknown as Values)).compile()
  const places = compiled.parameters.map((parameter) => slots.indexOf(parameter as object))
  return (...values) => ({
    ...compiled,
    parameters: compiled.parameters.map((parameter, at) => {
      const place = places[at] ?? -1
      return place === -1 ? parameter : values[place]
    }),
  })
}
