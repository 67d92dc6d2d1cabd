namespace RetSam;

/// <summary>How the page looks: on a screen, light or dark as the reader has it, and on A4.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--ink:#1c2329;--soft:#56616b;--line:#d5dbe0;--paper:#fff;--wash:#f4f6f8;--accent:#0b5a7a;--warn:#7a4a00;--warn-wash:#fff6e5}
        @media (prefers-color-scheme:dark){:root{--ink:#e6eaee;--soft:#a9b4be;--line:#3a444d;--paper:#15191d;--wash:#1e242a;--accent:#7cc4e4;--warn:#ffcf85;--warn-wash:#33270f}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
        header{border-bottom:2px solid var(--accent);padding-bottom:.6rem;margin-bottom:1rem}
        h1{font-size:1.55rem;margin:0;font-weight:650}
        h2{font-size:1.1rem;margin:1.6rem 0 .5rem;color:var(--accent);font-weight:650}
        h3{font-size:.95rem;margin:0 0 .2rem;font-weight:650}
        p{margin:.3rem 0}
        .soft{color:var(--soft)}
        .notice{border-left:4px solid var(--warn);background:var(--warn-wash);color:var(--warn);padding:.5rem .8rem;margin:.8rem 0;font-weight:550}
        .top{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:1.4rem;align-items:start}
        .top>section>h2:first-child{margin-top:0}
        figure{margin:0}
        figure img{width:100%;height:auto;display:block;border-radius:4px;background:#000}
        figcaption{font-size:.8rem;color:var(--soft);margin-top:.35rem}
        table{border-collapse:collapse;width:100%;font-size:.86rem}
        caption{text-align:left;color:var(--soft);font-size:.82rem;padding-bottom:.25rem}
        th,td{text-align:left;vertical-align:top;padding:.22rem .5rem .22rem 0;border-bottom:1px solid var(--line)}
        thead th{color:var(--soft);font-weight:600;border-bottom:1.5px solid var(--line)}
        tbody th{font-weight:500}
        .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:.9rem}
        .id{display:block;color:var(--soft);font:.76rem ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
        .note{color:var(--soft);font-size:.8rem}
        .flag{color:var(--warn)}
        sup{font-size:.72em;line-height:0;padding-left:.15em}
        .finding{border:1px solid var(--line);border-radius:4px;padding:.6rem .8rem;margin:.5rem 0;background:var(--wash)}
        .grade{font-weight:650}
        .finding ul{margin:.3rem 0 0;padding-left:1.1rem;font-size:.84rem}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem .9rem;margin:.3rem 0;font-size:.86rem}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.6rem;color:var(--soft);font-size:.82rem}
        summary{cursor:pointer;margin-top:1.6rem;font-size:1.1rem;color:var(--accent);font-weight:650}
        .all table{table-layout:fixed}.all .w-name{width:40%}.all .w-num{width:14%}
        @media (max-width:44rem){body{padding:1rem}.top{grid-template-columns:1fr}.all table{table-layout:auto}}
        @page{size:A4;margin:14mm 13mm 15mm}
        @media print{
        :root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--wash:#fff;--accent:#0b4a66;--warn:#5c3700;--warn-wash:#fff}
        body{max-width:none;padding:0;font-size:9.5pt}
        .top{grid-template-columns:minmax(0,1.1fr) minmax(0,1fr)}
        .top table{font-size:8.2pt}.top .num{padding-right:.4rem}
        .notice{border:1px solid var(--warn);border-left-width:4px}
        .finding li,tr,figure{break-inside:avoid}
        h2,h3,caption,thead{break-after:avoid}
        .all[open]{break-before:page}.all:not([open]){display:none}
        .all table{font-size:7.8pt}.all th,.all td{padding:.1rem .4rem .1rem 0}.id{font-size:6.6pt}.all .note{font-size:7pt;line-height:1.25}
        thead{display:table-header-group}
        *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        }
        """;
}
