export { EntityAuditTimelineCard } from './EntityAuditTimelineCard';
