/** The mark of Understudy: someone waiting just inside the edge of the spotlight. */
export function Mark(props: { size?: number }) {
  const { size = 22 } = props;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 32 32"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <circle
        cx="16"
        cy="16"
        r="14.6"
        fill="none"
        stroke="#f5b83d"
        strokeWidth="2.2"
      />
      <circle cx="16" cy="18.4" r="9.6" fill="#f5b83d" />
      <circle cx="16" cy="19.2" r="5" fill="#fff" />
    </svg>
  );
}
