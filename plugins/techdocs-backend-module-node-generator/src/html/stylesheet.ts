import { createHash } from 'node:crypto';

const CSS = `*,*::before,*::after{box-sizing:border-box}
html,body{margin:0}
body{color:var(--md-typeset-color,#1f2328);line-height:1.6;-webkit-text-size-adjust:100%}
.md-toggle{position:absolute;opacity:0;pointer-events:none}
.md-header,.md-overlay{display:none}
.md-grid{margin:0 auto;max-width:100%}
.md-main__inner{position:relative;display:flow-root}
.md-ellipsis{overflow-wrap:anywhere}

.md-sidebar{overflow:hidden}
.md-sidebar__scrollwrap{height:100%;overflow-y:auto;scrollbar-width:thin}
.md-sidebar__inner{padding:.5rem .75rem 2rem 0}
.md-nav{line-height:1.4}
.md-nav__title{display:block;padding:.25rem .5rem;font-weight:600}
.md-nav__list{list-style:none;margin:0;padding:0}
.md-nav .md-nav .md-nav__list{margin-left:.75rem}
.md-nav__link{display:flex;align-items:center;justify-content:space-between;padding:.3rem .5rem;color:inherit;text-decoration:none;border-radius:4px;cursor:pointer}
.md-nav__link:hover{background:var(--md-accent-fg-color--transparent,#0969da1a)}
.md-nav__link--active{font-weight:600}
.md-nav__item--nested>.md-nav{display:none}
.md-nav__item--nested>.md-nav__toggle:checked~.md-nav{display:block}
.md-nav__item--nested>.md-nav__link>.md-nav__icon{flex:none;display:inline-block;width:20px;height:20px;background:currentColor;-webkit-mask:var(--md-nav-icon--next) center/contain no-repeat;mask:var(--md-nav-icon--next) center/contain no-repeat}
.md-nav__item--nested>.md-nav__toggle:checked~.md-nav__link>.md-nav__icon{transform:rotate(90deg)}
.md-nav__link:focus-visible,.md-typeset a:focus-visible,.md-footer__link:focus-visible,.md-nav__toggle:focus-visible+.md-nav__link{outline:2px solid var(--md-typeset-a-color,#0969da);outline-offset:1px}

.md-content__inner{padding:0 1.5rem 4rem;max-width:60rem}
.md-content__button{float:right;margin:.4rem 0 .4rem .4rem}
.md-icon svg{display:block;width:1.25rem;height:1.25rem;fill:currentColor}
.md-content__button{cursor:pointer}
.md-typeset{overflow-wrap:break-word}
.md-content .md-typeset h1{margin:0 0 1.25rem;font-size:1.9em}
.md-content .md-typeset h2{margin:2rem 0 .75rem;font-size:1.4em}
.md-content .md-typeset h3{margin:1.5rem 0 .5rem;font-size:1.15em}
.md-content .md-typeset :is(h4,h5,h6){margin:1.5rem 0 .5rem;font-size:1em}
.md-typeset :is(h1,h2,h3,h4,h5,h6){scroll-margin-top:1rem}
.md-typeset a{color:var(--md-typeset-a-color,#0969da);text-decoration:underline}
.md-typeset .headerlink{margin-left:.4em;color:var(--md-default-fg-color--light,#59636e);text-decoration:none;opacity:0}
.md-typeset :hover>.headerlink,.md-typeset .headerlink:focus{opacity:1}
.md-typeset p,.md-typeset ul,.md-typeset ol,.md-typeset blockquote,.md-typeset dl{margin:1em 0}
.md-typeset ul,.md-typeset ol{padding-left:1.75em}
.md-typeset li>ul,.md-typeset li>ol,.md-typeset li>p{margin:.4em 0}
.md-typeset .task-list-item{list-style:none;margin-left:-1.4em}
.md-typeset img,.md-typeset svg,.md-typeset video{max-width:100%;height:auto}
.md-typeset blockquote{padding-left:1rem;border-left:.2rem solid var(--md-default-fg-color--light,#59636e)}
.md-typeset hr{border:0;border-bottom:1px solid var(--md-typeset-table-color,#d1d9e0);margin:1.5em 0}
.md-typeset code,.md-typeset kbd,.md-typeset pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em;color:var(--md-code-fg-color,#1f2328)}
.md-typeset :not(pre)>code{padding:.1em .35em;border-radius:3px;background:var(--md-code-bg-color,#f6f8fa)}
.md-typeset .highlight{margin:1em 0}
.md-typeset .highlight .filename{display:block;padding:.4em 1em;font-size:.85em;font-weight:600;border-bottom:1px solid var(--md-typeset-table-color,#d1d9e0)}
.md-typeset pre{position:relative;margin:0;line-height:1.45}
.md-typeset pre>code{display:block;padding:.8em 3em .8em 1em;overflow:auto;border:1px solid var(--md-typeset-table-color,#d1d9e0);border-radius:4px;background:var(--md-code-bg-color,#f6f8fa)}
.md-clipboard{top:1px!important;right:1px!important;padding:.5rem;border:0;border-radius:4px;color:var(--md-default-fg-color--light,#59636e);background:var(--md-code-bg-color,#f6f8fa);cursor:pointer}
.md-clipboard:hover,.md-clipboard:focus-visible{color:var(--md-default-fg-color,#1f2328)}

.md-typeset__scrollwrap{margin:1em 0;overflow-x:auto}
.md-typeset__table{display:inline-block}
.md-typeset table:not([class]){border-spacing:0}
.md-typeset table:not([class]) :is(th,td){padding:.5em 1em;text-align:left;vertical-align:top}
.md-typeset table:not([class]) :is(th,td)[style*=right]{text-align:right}
.md-typeset table:not([class]) :is(th,td)[style*=center]{text-align:center}

.md-typeset :is(.admonition,details){--box:#448aff;--icon:var(--md-admonition-icon--note);margin:1.25em 0;padding:0 .9rem;border:1px solid var(--box);border-left-width:.3rem;border-radius:4px}
.md-typeset .admonition-title,.md-typeset summary{position:relative;margin:0 -.9rem;padding:.45em .9rem .45em 2.5rem;font-weight:600;background:color-mix(in srgb,var(--box) 12%,transparent)}
.md-typeset summary{cursor:pointer}
.md-typeset .admonition-title::before,.md-typeset summary::before{content:"";position:absolute;left:.75rem;top:.55em;width:20px;height:20px;background:var(--box);-webkit-mask:var(--icon) center/contain no-repeat;mask:var(--icon) center/contain no-repeat}
.md-typeset :is(.admonition,details):is(.info,.todo){--box:#00a3b8;--icon:var(--md-admonition-icon--info)}
.md-typeset :is(.admonition,details):is(.abstract,.summary,.tldr){--box:#0091ea;--icon:var(--md-admonition-icon--abstract)}
.md-typeset :is(.admonition,details):is(.tip,.hint,.important){--box:#00897b;--icon:var(--md-admonition-icon--tip)}
.md-typeset :is(.admonition,details):is(.success,.check,.done){--box:#2e9e4f;--icon:var(--md-admonition-icon--success)}
.md-typeset :is(.admonition,details):is(.question,.help,.faq){--box:#4c9a2a;--icon:var(--md-admonition-icon--question)}
.md-typeset :is(.admonition,details):is(.warning,.caution,.attention){--box:#e07b00;--icon:var(--md-admonition-icon--warning)}
.md-typeset :is(.admonition,details):is(.failure,.fail,.missing){--box:#d9534f;--icon:var(--md-admonition-icon--failure)}
.md-typeset :is(.admonition,details):is(.danger,.error){--box:#d32f2f;--icon:var(--md-admonition-icon--danger)}
.md-typeset :is(.admonition,details).bug{--box:#d81b60;--icon:var(--md-admonition-icon--bug)}
.md-typeset :is(.admonition,details).example{--box:#7c4dff;--icon:var(--md-admonition-icon--example)}
.md-typeset :is(.admonition,details):is(.quote,.cite){--box:#8a8a8a;--icon:var(--md-admonition-icon--quote)}

.md-footer{z-index:3}
.md-footer__inner{display:flex;justify-content:space-between;flex-wrap:wrap}
.md-footer__link{display:flex;padding:.75rem 1rem;color:inherit;text-decoration:none;background:var(--md-default-bg-color,#fff)}
.md-footer__link--next{margin-left:auto;text-align:right;justify-content:flex-end}
.md-footer__direction{font-size:.75rem;color:var(--md-default-fg-color--light,#59636e)}

@media screen and (min-width:76.25em){
.md-content__button[for=__drawer]{display:none}
}
@media screen and (max-width:76.1875em){
.md-sidebar--primary{position:fixed;top:0;height:100%;visibility:hidden;background:var(--md-default-bg-color,#fff);transition:transform .2s;box-shadow:var(--md-shadow-z2,none)}
.md-sidebar--primary .md-sidebar__inner{padding:var(--techdocs-sidebar-padding-top,.5rem) .5rem .5rem}
[data-md-toggle=drawer]:checked~.md-container .md-sidebar--primary{visibility:visible}
[data-md-toggle=drawer]:checked~.md-overlay{display:block;position:fixed;inset:0;z-index:100;background:#0008}
.md-content__inner{padding:0 .5rem 3rem}
}
@media (prefers-reduced-motion:reduce){.md-sidebar--primary{transition:none}}
@media print{.md-footer,.headerlink{display:none}}
`;

/**
 * The styles of a site. Colours come from the variables that the TechDocs
 * reader sets from the app's theme, so that light and dark both fit; the
 * values behind them count only outside of Backstage.
 */
export function stylesheet(): { path: string; content: string } {
  // The reader keeps a stylesheet only if its name looks like that of mkdocs.
  const hash = createHash('sha256').update(CSS).digest('hex').slice(0, 8);
  return { path: `assets/stylesheets/main.${hash}.min.css`, content: CSS };
}
