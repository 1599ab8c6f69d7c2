import { Badge, Panel, SegmentField, Stack, Text, TextField, useWords } from '../../../ui/kit/index.ts'
import { languages } from '../../../ui/words/language.ts'
import { translationOf, withTranslation } from './extensions.ts'
import { changeItem, flat, type FormTree, type Item } from './form-tree.ts'
import type { Builder } from './use-builder.ts'
import { useState } from 'react'
import classes from './builder.module.css'

/** One text of the form that can be translated. */
export interface Piece {
  key: string
  where: string
  text: string
  translation: string
  write: (form: FormTree, words: string) => FormTree
}

/** Every text of a form with its translation: title, description, source, questions, help, answers. */
export function piecesOf(form: FormTree, language: string): Piece[] {
  const head = (['title', 'description', 'copyright'] as const).flatMap((name): Piece[] =>
    typeof form[name] === 'string' && form[name] !== ''
      ? [
          {
            key: name,
            where: name,
            text: form[name] as string,
            translation: translationOf(form[`_${name}`], language),
            write: (tree, words) =>
              without({ ...tree, [`_${name}`]: withTranslation(tree[`_${name}`], language, words) }),
          },
        ]
      : [],
  )
  return [...head, ...flat(form.item).flatMap(({ item }) => piecesOfItem(item, language))]
}

function piecesOfItem(item: Item, language: string): Piece[] {
  const own: Piece[] = item.text
    ? [
        {
          key: item.linkId,
          where: item.linkId,
          text: item.text,
          translation: translationOf(item._text, language),
          write: (form, words) =>
            changeItem(form, item.linkId, (each) =>
              without({ ...each, _text: withTranslation(each._text, language, words) }),
            ),
        },
      ]
    : []
  const options = (item.answerOption ?? []).flatMap((option, at): Piece[] =>
    option.valueCoding?.display
      ? [
          {
            key: `${item.linkId} ${at}`,
            where: item.linkId,
            text: option.valueCoding.display,
            translation: translationOf(option.valueCoding._display, language),
            write: (form, words) =>
              changeItem(form, item.linkId, (each) => ({
                ...each,
                answerOption: (each.answerOption ?? []).map((one, index) =>
                  index === at && one.valueCoding
                    ? {
                        ...one,
                        valueCoding: without({
                          ...one.valueCoding,
                          _display: withTranslation(one.valueCoding._display, language, words),
                        }),
                      }
                    : one,
                ),
              })),
          },
        ]
      : [],
  )
  return [...own, ...options]
}

function without<T extends object>(node: T): T {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined)) as T
}

/** All texts side by side with their translation; what is missing stands out and is counted. */
export function Translations({ builder }: { builder: Builder }) {
  const { t } = useWords('intake')
  const own = String(builder.form.language ?? 'en')
  const others = Object.entries(languages).filter(([code]) => code !== own)
  const [language, setLanguage] = useState(others[0]?.[0] ?? 'de')
  const pieces = piecesOf(builder.form, language)
  const missing = pieces.filter(({ translation }) => translation === '').length
  return (
    <Panel
      title={t('builder.translations')}
      actions={
        missing > 0 ? (
          <Badge tone="warn">{t('builder.missing', { count: missing })}</Badge>
        ) : (
          <Badge tone="good">{t('builder.translated')}</Badge>
        )
      }
    >
      <Stack gap="tight">
        {others.length > 1 && (
          <SegmentField
            label={t('builder.language')}
            hideLabel
            value={language}
            choices={others.map(([value, label]) => ({ value, label }))}
            onChange={setLanguage}
          />
        )}
        {pieces.map((piece) => (
          <div
            key={`${language} ${piece.key}`}
            className={classes.translation}
            data-missing={piece.translation === '' || undefined}
          >
            <Text>{piece.text}</Text>
            <TextField
              label={t('builder.translationOf', { text: piece.text })}
              hideLabel
              placeholder={t('builder.notTranslated')}
              value={piece.translation}
              onChange={(words: string) => builder.change(piece.write(builder.form, words))}
            />
          </div>
        ))}
      </Stack>
    </Panel>
  )
}
