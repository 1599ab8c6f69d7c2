/** All English words of all slices, in one file of the build. */
export const words = import.meta.glob<Record<string, unknown>>(
  ['../words.en.json', '../../*/words.en.json'],
  {
    eager: true,
    import: 'default',
  },
)
