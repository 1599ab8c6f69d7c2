import { useWords } from '../../ui/kit/index.ts'
import classes from './exchange.module.css'

/** The head and first rows of the file, as they were read. */
export function SampleTable({ columns, rows }: { columns: string[]; rows: Record<string, string>[] }) {
  const { t } = useWords('exchange')
  return (
    <div className={classes.sample} role="region" aria-label={t('sample')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((name) => (
                <td key={name}>{row[name]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
