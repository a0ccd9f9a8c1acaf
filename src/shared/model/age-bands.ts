/** Lists the bands in which ages of passwords are counted, by the days at which each ends; the last has no end. */
export const ageBands = [7, 30, 60, 90, 180, 365, null] as const
