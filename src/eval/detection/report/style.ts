/** The report's only style sheet. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --gone: #d331; --come: #2a41; --mark: #e903; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin: 0; }
article { border: 1px solid var(--line); border-radius: 8px; margin: 1.5rem 0; padding: 1rem; }
table { border-collapse: collapse; margin: .5rem 0; table-layout: fixed; width: 100%; }
th, td { border-top: 1px solid var(--line); overflow-wrap: anywhere; padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { font-weight: 600; } table.figures { table-layout: auto; width: auto; }
col.what { width: 15rem; }
.where, .note { color: #777; font-size: .85rem; }
.tag { background: var(--soft); border-radius: 4px; font-size: .8rem; padding: 0 .35rem; white-space: nowrap; }
.wrong { background: #d333; } .kept-out { opacity: .55; }
td.gone { background: var(--gone); } td.come { background: var(--come); }
mark { background: var(--mark); color: inherit; }
details { margin-top: .6rem; } summary { cursor: pointer; }
ol { margin: 0; padding-left: 2.2rem; } li.furniture { opacity: .5; } li.differs { background: var(--mark); }
.sides { display: grid; gap: 1rem; grid-template-columns: 1fr 1fr; } .sides > div { min-width: 0; overflow-wrap: anywhere; }
`;
