/** All German words of all slices, in one file of the build. */
export const words = import.meta.glob<Record<string, unknown>>(
  ['../words.de.json', '../../*/words.de.json'],
  {
    eager: true,
    import: 'default',
  },
)
