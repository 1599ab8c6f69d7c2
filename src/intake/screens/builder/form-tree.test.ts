import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addItem,
  changeItem,
  duplicateItem,
  flat,
  freshId,
  moveItem,
  patched,
  removeItem,
  stepItem,
  type FormTree,
} from './form-tree.ts'
import {
  bandsOf,
  readSum,
  sumExpression,
  translationOf,
  withBands,
  withExpression,
  withHelp,
  withTranslation,
} from './extensions.ts'

const form: FormTree = {
  item: [
    {
      linkId: 'a',
      type: 'group',
      item: [
        { linkId: 'a1', type: 'string' },
        { linkId: 'a2', type: 'string' },
      ],
    },
    { linkId: 'b', type: 'group', item: [{ linkId: 'b1', type: 'string' }] },
    { linkId: 'c', type: 'string' },
  ],
}
const order = (tree: FormTree) => flat(tree.item).map(({ item, depth }) => `${depth}${item.linkId}`)
const ids = ['a', 'a1', 'a2', 'b', 'b1', 'c']

describe('questions of a form', () => {
  test('stand where they are put', () => {
    expect(order(addItem(form, { linkId: 'n', type: 'string' }, 'a1'))).toEqual([
      '0a',
      '1a1',
      '1n',
      '1a2',
      '0b',
      '1b1',
      '0c',
    ])
    expect(order(addItem(form, { linkId: 'n', type: 'group' }, 'a1'))).toEqual([
      '0a',
      '1a1',
      '1a2',
      '0n',
      '0b',
      '1b1',
      '0c',
    ])
    expect(order(addItem(form, { linkId: 'n', type: 'string' }, 'b'))).toEqual([
      '0a',
      '1a1',
      '1a2',
      '0b',
      '1b1',
      '1n',
      '0c',
    ])
  })

  test('move over the border of their section by keyboard, and back', () => {
    const down = stepItem(form, 'a2', 1)
    expect(order(down)).toEqual(['0a', '1a1', '0b', '1a2', '1b1', '0c'])
    expect(order(stepItem(down, 'a2', -1))).toEqual(order(form))
    expect(order(stepItem(form, 'b', -1))).toEqual(['0b', '1b1', '0a', '1a1', '1a2', '0c'])
    expect(stepItem(form, 'a', -1)).toBe(form)
  })

  test('are never lost nor doubled, whatever is dragged where', () => {
    const move = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const moved = moves.reduce((tree, [what, where]) => moveItem(tree, what, where), form)
        expect(
          flat(moved.item)
            .map(({ item }) => item.linkId)
            .toSorted(),
        ).toEqual(ids)
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(-1 as const, 1 as const))),
        (steps) => {
          const moved = steps.reduce((tree, [what, by]) => stepItem(tree, what, by), form)
          expect(
            flat(moved.item)
              .map(({ item }) => item.linkId)
              .toSorted(),
          ).toEqual(ids)
        },
      ),
    )
  })

  test('are copied with names of their own, and what depends on each other inside follows', () => {
    const linked = changeItem(form, 'a2', (item) => ({
      ...item,
      enableWhen: [{ question: 'a1', operator: 'exists', answerBoolean: true }],
    }))
    const { form: copied, linkId } = duplicateItem(linked, 'a')
    const copy = copied.item!.find((item) => item.linkId === linkId)!
    expect(new Set(flat(copied.item).map(({ item }) => item.linkId)).size).toBe(9)
    expect(copy.item![1]!.enableWhen![0]!.question).toBe(copy.item![0]!.linkId)
    expect(order(removeItem(copied, linkId))).toEqual(order(form))
    expect(freshId(copied)).not.toBe(linkId)
  })
})

describe('what FHIR keeps in extensions', () => {
  const item = { linkId: 'x', type: 'integer', extension: [{ url: 'other', valueString: 'stays' }] }

  test('is written and read again, and nothing else is touched', () => {
    const bands = [
      { from: 0, to: 4, text: 'Little' },
      { from: 5, to: 9, text: 'Much' },
    ]
    const made = withBands(withExpression(item, '1 + 1'), bands)
    expect(bandsOf(made)).toEqual(bands)
    expect(made.readOnly).toBe(true)
    expect(withExpression(withBands(made, []), '')).toEqual(item)
    const element = withTranslation(withTranslation(undefined, 'de', 'Ja'), 'fr', 'Oui')
    expect([translationOf(element, 'de'), translationOf(element, 'fr')]).toEqual(['Ja', 'Oui'])
    expect(withTranslation(withTranslation(element, 'de', ''), 'fr', '')).toBeUndefined()
    expect(withHelp(withHelp(item, 'Look here'), '')).toEqual(patched(item, {}))
  })

  test('a sum of questions comes back as the choice it was', () => {
    fc.assert(
      fc.property(
        fc.record({
          of: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9.-]{0,12}$/), { minLength: 1, maxLength: 9 }),
          how: fc.constantFrom('sum' as const, 'avg' as const),
          weighted: fc.boolean(),
          whole: fc.boolean(),
        }),
        (sum) => {
          expect(readSum(sumExpression(sum))).toEqual(sum)
        },
      ),
    )
    expect(readSum("%resource.item.where(linkId='a').answer.value")).toBeNull()
  })
})
