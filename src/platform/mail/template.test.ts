import { describe, expect, test } from 'vitest'
import { checkTemplate, fieldsOf, renderTemplate } from './mail.ts'

const data = { client: { first_name: '<Ann>', tags: ['a', 'b'] }, visit: { when: 'Monday, 10:00' } }
const allowed = ['client.first_name', 'client.tags', 'visit.when']

describe('a template of the practice', () => {
  test('is filled with the fields it names, escaped only where it becomes HTML', async () => {
    const text = 'Dear {{ client.first_name }},{% if visit.when %} see you {{ visit.when }}{% endif %}.'
    expect(await renderTemplate(text, data)).toBe('Dear <Ann>, see you Monday, 10:00.')
    expect(await renderTemplate(text, data, 'html')).toBe('Dear &lt;Ann&gt;, see you Monday, 10:00.')
    expect(await renderTemplate('{% for t in client.tags %}{{ t | upcase }}{% endfor %}', data)).toBe('AB')
  })

  test('says where it is broken, in line and column', async () => {
    expect(checkTemplate('Hi\n{% if x %}', [...allowed, 'x'])).toEqual([
      { line: 2, column: 1, message: expect.stringContaining('not closed') },
    ])
    expect(checkTemplate('{{ visit.when | shout }}', allowed)).toEqual([
      { line: 1, column: 1, message: expect.stringContaining('undefined filter: shout') },
    ])
  })

  test('names unknown fields and the nearest known one', () => {
    expect(checkTemplate('Dear {{ client.frist_name }}\n{{ visit.when }}', allowed)).toEqual([
      {
        line: 1,
        column: 9,
        message: 'There is no field "client.frist_name". Did you mean "client.first_name"?',
      },
    ])
    expect(checkTemplate('{{ client }}{{ zebra.crossing }}', allowed).map((found) => found.message)).toEqual([
      'There is no field "client".',
      'There is no field "zebra.crossing".',
    ])
    expect(
      checkTemplate(
        '{% assign x = visit.when %}{{ x }}{% for t in client.tags %}{{ t }}{{ forloop.index }}{% endfor %}',
        allowed,
      ),
    ).toEqual([])
    expect(fieldsOf('{{ visit.when }}{{ client.first_name }}{{ visit.when }}')).toEqual([
      'visit.when',
      'client.first_name',
    ])
  })

  const refused: [string, string][] = [
    ['a field that does not exist', '{{ client.last_name }}'],
    ['what belongs to the machine', '{{ client.constructor }}'],
    ['the prototype', '{{ client.__proto__ }}'],
    ['a method of a list', '{{ client.tags.map }}'],
    ['an endless loop', '{% for i in (1..100000000) %}x{% endfor %}'],
    [
      'a text that grows without end',
      '{% assign s = "xxxxxxxxxx" %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
    ],
    ['another file', '{% render "/etc/passwd" %}'],
    ['another file by include', '{% include "../package.json" %}'],
    ['a layout', '{% layout "/etc/passwd" %}'],
    ['a book instead of a letter', 'x'.repeat(30_000)],
  ]
  test.each(refused)('%s is refused', async (_name, text) => {
    const started = performance.now()
    await expect(renderTemplate(text, data)).rejects.toMatchObject({ status: 422, code: 'template_invalid' })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test('cannot take the escaping away', async () => {
    await expect(renderTemplate('{{ client.first_name | raw }}', data, 'html')).rejects.toThrow(
      'undefined filter',
    )
  })
})
