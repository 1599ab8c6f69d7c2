import { useApi } from '../../../ui/api/index.ts'
import { Await, Icon, Panel, Text, useWords } from '../../../ui/kit/index.ts'
import classes from '../practice.module.css'

/** Which role may do what: the same table that the server decides by. */
export function RolesTab() {
  const { t } = useWords('practice')
  const read = useApi('GET /roles')
  return (
    <Panel title={t('staff.roles')}>
      <Text tone="soft">{t('staff.rolesText')}</Text>
      <Await read={read}>
        {({ roles, permissions }) => (
          <div className={classes.matrix} tabIndex={0} role="region" aria-label={t('staff.matrix')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('staff.permission')}</th>
                  {roles.map(({ role }) => (
                    <th key={role} scope="col">
                      {t(`role.${role}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {permissions.map(({ word, roles: allowed }) => (
                  <tr key={word}>
                    <th scope="row">{word}</th>
                    {roles.map(({ role }) => (
                      <td key={role} className={allowed.includes(role) ? classes.yes : classes.no}>
                        {allowed.includes(role) ? (
                          <Mark label={t('yes')} />
                        ) : (
                          <span aria-label={t('no')}>–</span>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Await>
    </Panel>
  )
}

function Mark({ label }: { label: string }) {
  return (
    <span role="img" aria-label={label}>
      <Icon name="check" size={16} />
    </span>
  )
}
