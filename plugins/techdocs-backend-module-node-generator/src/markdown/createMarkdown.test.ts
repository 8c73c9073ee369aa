import { createMarkdown } from './createMarkdown';

const render = (text: string) => createMarkdown().render(text);

describe('createMarkdown', () => {
  it('given HTML in Markdown, when rendered, then it is text and nothing runs', () => {
    const html = render(
      [
        '<script>alert(1)</script>',
        '',
        'An <img src=x onerror="alert(2)"> inside, <br> a break.',
        '',
        '[click](javascript:alert(3)) ![p](vbscript:x) [d](data:text/html,x)',
        '',
        '# <b onclick="x">title</b>',
        '',
        '```js"><script>alert(4)</script>',
        '</code></pre><script>alert(5)</script>',
        '```',
        '',
        '``` title="<script>alert(6)</script>"',
        'x',
        '```',
        '',
        '!!! note "<script>alert(7)</script>"',
        '    <iframe src="https://example.test"></iframe>',
      ].join('\n'),
    );

    expect(html).not.toMatch(/<(script|img|b |iframe)/);
    expect(html).not.toMatch(/(href|src)="(javascript|vbscript|data):/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('inside, <br>');
  });

  it('given comments, when rendered, then they vanish and the text around them stays', () => {
    const html = render(
      [
        'Before <!-- inline --> after.',
        '',
        '<!-- a block',
        '',
        'over several lines -->',
        '',
        'Next.',
        '<!-- ends a paragraph -->',
        'Last <!-- never closed',
      ].join('\n'),
    );

    expect(html).not.toMatch(/inline|several|ends a paragraph/);
    expect(html).toContain('<p>Before  after.</p>');
    expect(html).toContain('<p>Next.</p>');
    expect(html).toContain('<p>Last &lt;!-- never closed</p>');
  });

  it('given admonitions, when rendered, then they are boxes with their Markdown inside', () => {
    const html = render(
      [
        '!!! warning "Mind the `gap`"',
        '',
        '    A [link](a.md) and',
        '',
        '        code',
        '',
        '    - one',
        '',
        '    !!! tip',
        '        Nested.',
        '',
        'Outside.',
        '',
        '??? note',
        '    Folded.',
        '',
        '???+ info "Open"',
        '    Unfolded.',
        '',
        '!!! danger ""',
        '    Without title.',
        '',
        '- item',
        '',
        '    !!! note',
        '        In a list.',
      ].join('\n'),
    );

    expect(html).toContain(
      '<div class="admonition warning">\n<p class="admonition-title">Mind the <code>gap</code></p>',
    );
    expect(html).toContain(
      '<div class="admonition tip">\n<p class="admonition-title">Tip</p>\n<p>Nested.</p>\n</div>\n</div>',
    );
    expect(html).toContain('<pre><code>code\n</code></pre>');
    expect(html).toContain('</div>\n<p>Outside.</p>');
    expect(html).toContain('<details class="note">\n<summary>Note</summary>');
    expect(html).toContain(
      '<details class="info" open="">\n<summary>Open</summary>',
    );
    expect(html).toContain(
      '<div class="admonition danger">\n<p>Without title.</p>',
    );
    expect(html).toMatch(/<li>\n<p>item<\/p>\n<div class="admonition note">/);
  });

  it('given headings, when rendered, then each has an id of its own as mkdocs gives it', () => {
    const html = render(
      [
        '# Überblick: was *ist* `x_y`?',
        '## Same',
        '## Same',
        '## Own {#chosen}',
        '## !!!',
      ].join('\n'),
    );

    const ids = [...html.matchAll(/<h\d id="([^"]*)"/g)].map(match => match[1]);
    expect(ids).toEqual([
      'uberblick-was-ist-x_y',
      'same',
      'same_1',
      'chosen',
      '_1',
    ]);
    expect(html).toContain(
      'Same<a class="headerlink" href="#same_1" title="Permanent link">¶</a>',
    );
    expect(html).not.toContain('{#');
  });

  it('given tables, fences and task lists, when rendered, then they look as the reader expects', () => {
    const html = render(
      [
        '| a | b |',
        '| - | -: |',
        '| 1 | 2 |',
        '',
        '```bash title="run.sh" linenums="1"',
        'echo "<hi>"',
        '```',
        '',
        '- [x] done',
        '- [ ] open',
        '- [link](x.md)',
        '',
        'See https://example.test/a and example.test.',
      ].join('\n'),
    );

    expect(html).toContain('<div class="md-typeset__table"><table>');
    expect(html).toContain('<td style="text-align:right">2</td>');
    expect(html).toContain(
      '<span class="filename">run.sh</span><pre><code class="language-bash">echo &quot;&lt;hi&gt;&quot;\n</code></pre>',
    );
    expect(html).toContain(
      '<li class="task-list-item"><input type="checkbox" disabled checked aria-label="Done"> done</li>',
    );
    expect(html).toContain('disabled aria-label="Not done"> open</li>');
    expect(html).toContain('<li><a href="x.md">link</a></li>');
    expect(html).toContain(
      '<a href="https://example.test/a">https://example.test/a</a> and example.test.',
    );
  });
});
