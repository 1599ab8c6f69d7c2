import { ALERT_WHEN, SCORE_BAND, URLS } from './extensions.ts'
import { offeredOptions } from './options.ts'
import type { Extension, Item, Questionnaire } from './questionnaire.ts'

/** How a score is worked out, what it means and which answers alarm is for the practice. */
const FOR_STAFF = new Set<string>([ALERT_WHEN, SCORE_BAND, URLS.ordinalValue, URLS.itemWeight, URLS.variable])

/** The form as the client's page needs it: lists of answers in place, nothing about how answers are judged. */
export function shownForm(form: Questionnaire): Questionnaire {
  const { contained: _contained, item = [], ...rest } = form
  return { ...rest, item: item.map((each) => shownItem(form, each)) }
}

function shownItem(form: Questionnaire, item: Item): Item {
  const { answerOption: _own, answerValueSet: _list, extension, item: inner, ...rest } = item
  const options = offeredOptions(form, item)
  return {
    ...rest,
    ...(extension ? { extension: extension.filter(({ url }) => !FOR_STAFF.has(url)).map(withoutRule) } : {}),
    ...(options.length > 0
      ? {
          answerOption: options.map(({ extension: _weight, valueCoding, ...option }) =>
            valueCoding ? { ...option, valueCoding: withoutWeight(valueCoding) } : option,
          ),
        }
      : {}),
    ...(inner ? { item: inner.map((each) => shownItem(form, each)) } : {}),
  }
}

function withoutWeight<T extends { extension?: Extension[] }>({ extension: _weight, ...coding }: T) {
  return coding
}

// That something is calculated is told, how is not.
function withoutRule(extension: Extension): Extension {
  return extension.url === URLS.calculated ? { url: extension.url } : extension
}
