export { RevisionNotice } from './RevisionNotice';
