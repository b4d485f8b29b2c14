namespace Analyst.Api.Features.Profiling.Page;

/// <summary>The page's style sheet: light and dark, wide and narrow, on paper.</summary>
internal static class PageStyle
{
    public static readonly Markup Css = new(
        """

        :root { --ink: #1b1f24; --soft: #57606a; --paper: #fff; --line: #d0d7de; --bar: #3a6ea5; --others: #9aa4af; --plus: #2b6ca3; --minus: #b2531d; --error: #b3261e; --warning: #8a5a00; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b3; --paper: #0d1117; --line: #30363d; --bar: #6ea8dc; --others: #6e7681; --plus: #6ea8dc; --minus: #e39a6b; --error: #ff8a80; --warning: #e3b341; } }
        body { margin: 0 auto; max-width: 75rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
        h1, h2, h3 { line-height: 1.25; unicode-bidi: isolate; } h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; }
        a { color: inherit; } nav a { margin-right: 1rem; } small, caption, figcaption { color: var(--soft); }
        table { border-collapse: collapse; margin: .5rem 0 1rem; } caption { text-align: start; padding: .25rem 0; }
        th, td { border-bottom: 1px solid var(--line); padding: .2rem .8rem .2rem 0; text-align: start; vertical-align: top; unicode-bidi: isolate; font-variant-numeric: tabular-nums; }
        .facts th { font-weight: 400; color: var(--soft); white-space: nowrap; } .wide { overflow-x: auto; }
        code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; unicode-bidi: isolate; }
        article { border-top: 1px solid var(--line); padding-top: .5rem; break-inside: avoid; } .pair { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: flex-start; } .pair > * { flex: 1 1 22rem; min-width: 0; overflow-x: auto; } td small { overflow-wrap: anywhere; }
        svg { max-width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 11px; unicode-bidi: isolate; }
        .bar { fill: var(--bar); } .others { fill: var(--others); } .plus { fill: var(--plus); } .minus { fill: var(--minus); } .axis { stroke: var(--line); }
        .error { color: var(--error); font-weight: 600; } .warning { color: var(--warning); font-weight: 600; } figure { margin: 1rem 0; overflow-x: auto; }
        @media print { :root { --ink: #000; --soft: #444; --paper: #fff; --line: #bbb; --bar: #3a6ea5; --others: #999; --plus: #2b6ca3; --minus: #b2531d; --error: #b3261e; --warning: #8a5a00; } nav { display: none; } body { max-width: none; padding: 0; font-size: 11px; } .bar, .others, .plus, .minus { print-color-adjust: exact; } }

        """);
}
