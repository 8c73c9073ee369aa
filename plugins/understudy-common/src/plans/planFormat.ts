/** What an exported plan says of its own shape. */
export const planFormat = 'understudy-plan/v1';
