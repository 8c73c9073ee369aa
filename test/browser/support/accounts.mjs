// @ts-check

/** The five people of the example world and the roles that the backend must see in them. */
export const accounts = [
  { name: 'Dana Reyes', roles: ['operator'] },
  { name: 'Sam Okafor', roles: ['operator', 'approver', 'sre'] },
  {
    name: 'Sofia Lindqvist',
    roles: ['operator', 'approver', 'sre', 'policy-admin'],
  },
  { name: 'Priya Nair', roles: ['approver', 'policy-admin'] },
  { name: 'Colin Baker', roles: ['viewer', 'compliance'] },
];
