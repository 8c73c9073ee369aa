/** The one stylesheet of the practice identity provider, light and dark. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f5; --surface: #ffffff; --ink: #15161a; --soft: #5d6069;
  --line: #d9d9d5; --spot: #f5b83d; --spot-ground: #fff6e0; --accent: #7a4b00; --focus: #1f5493;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #101114; --surface: #191a1f; --ink: #ececf0; --soft: #a9acb7;
    --line: #363943; --spot: #f5b83d; --spot-ground: #2b2413; --accent: #f5c96a; --focus: #9cc2f5;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 24px 16px; min-height: 100vh; display: grid; place-items: center;
  font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; background: var(--ground); color: var(--ink);
}
main { width: 100%; max-width: 460px; }
.brand { display: flex; align-items: center; gap: 10px; margin: 0 0 20px; font-weight: 600; }
.mark {
  width: 20px; height: 20px; border-radius: 50%; outline: 1.5px solid var(--spot);
  background: radial-gradient(circle at 50% 62%, #ffffff 0 28%, var(--spot) 30% 55%, transparent 57%);
}
h1 { font-size: 22px; line-height: 1.25; margin: 0 0 6px; }
p { margin: 0; }
.soft { color: var(--soft); }
form { margin: 20px 0 0; }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
button { font: inherit; color: inherit; cursor: pointer; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.person {
  display: grid; grid-template-columns: 40px 1fr; gap: 2px 14px; align-items: center; width: 100%;
  padding: 12px 14px; text-align: left; border: 1px solid var(--line); border-radius: 10px; background: var(--surface);
}
.person:disabled { cursor: default; border-style: dashed; background: none; }
.person:disabled .name, .person:disabled .initials { color: var(--soft); }
.note { margin: 20px 0 0; padding: 10px 14px; border-left: 3px solid var(--spot); background: var(--surface); }
.person:hover:enabled { border-color: var(--accent); }
.initials {
  grid-row: span 2; align-self: start; width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center;
  font-size: 14px; font-weight: 700; background: var(--spot-ground); color: var(--accent);
}
.name { font-weight: 600; }
.about { grid-column: 2; color: var(--soft); font-size: 13.5px; }
.quiet { margin-top: 16px; padding: 6px 2px; border: 0; background: none; color: var(--soft); text-decoration: underline; }
a { color: var(--accent); }
@media (forced-colors: active) { .initials, .mark { border: 1px solid; } }
`;
