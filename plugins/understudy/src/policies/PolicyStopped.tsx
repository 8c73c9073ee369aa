import { usePolicyStatus } from './usePolicyStatus';
import { WritesStopped } from './WritesStopped';

/** Says that writes are stopped, for as long as the backend says that policy cannot be evaluated. */
export function PolicyStopped(props: { className?: string }) {
  const status = usePolicyStatus();
  // Only what the server says for certain is claimed.
  if (status?.ready !== false) {
    return null;
  }
  return (
    <div className={props.className}>
      <WritesStopped status={status} />
    </div>
  );
}
