/** The words about proving that a person is there now. */
export const presenceMessages = {
  presence: {
    title: 'Sign in again to go on',
    goesOn: 'This page goes on by itself.',
    open: 'Open the sign-in window again',
    cancelled: 'You left it before you had signed in again.',
    late: 'Nobody signed in again in time.',
  },
} as const;
