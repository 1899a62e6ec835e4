import type { SitePage } from './site-page.ts';

type Seed = Pick<SitePage, 'path' | 'title' | 'kind' | 'content'>;

const frame = (title: string, main: string, head = ''): string => `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${title} · Northwind Cloud</title>
  <meta name="description" content="${title} of Northwind Cloud">
  <link rel="alternate" type="application/atom+xml" title="Northwind Cloud news" href="/feed.xml">${head}
</head>
<body>
  <header>
    <nav aria-label="Main">
      <a href="/">Northwind Cloud</a> <a href="/pricing">Pricing</a> <a href="/changelog">Changelog</a>
      <a href="/status">Status</a> <a href="/jobs">Jobs</a>
    </nav>
  </header>
  <main>
${main}
  </main>
  <footer>
    <p>Northwind Cloud, 1 Harbour Street</p>
    <a href="/terms.pdf">Terms of service (PDF)</a> <a href="/feed.xml">News feed</a>
    <p>© 2026 Northwind Cloud</p>
  </footer>
</body>
</html>
`;

const pricing = frame(
  'Pricing',
  `    <h1>Pricing</h1>
    <p>Simple plans for teams of any size. All prices in US dollars.</p>
    <table>
      <thead>
        <tr><th>Plan</th><th>Price</th><th>Projects</th><th>Support</th></tr>
      </thead>
      <tbody>
        <tr><td>Free</td><td>$0 per month</td><td>3 projects</td><td>Community</td></tr>
        <tr><td>Pro</td><td>$20 per month</td><td>Unlimited projects</td><td>E-mail, next business day</td></tr>
        <tr><td>Enterprise</td><td>Contact us</td><td>Unlimited projects</td><td>24/7 phone</td></tr>
      </tbody>
    </table>
    <h2>Questions</h2>
    <p>Pro includes single sign-on. A 14-day trial needs no card.</p>
    <aside><h2>What customers say</h2><blockquote>{{testimonial}}</blockquote></aside>
    <form action="/subscribe" method="post">
      <input type="hidden" name="csrf_token" value="{{csrf}}">
      <label>News by e-mail <input type="email" name="email"></label> <button>Subscribe</button>
    </form>`,
  '\n  <script>window.session = "{{csrf}}";</script>',
);

const changelog = frame(
  'Changelog',
  `    <h1>Changelog</h1>
    <article>
      <h2>2.4.0</h2> <time datetime="2026-11-12">12 November 2026</time>
      <ul><li>Export projects as CSV.</li><li>Faster search in large workspaces.</li></ul>
    </article>
    <article>
      <h2>2.3.1</h2> <time datetime="2026-10-28">28 October 2026</time>
      <ul><li>Fixed a rare failure when two people renamed the same project.</li></ul>
    </article>`,
);

const status = frame(
  'Status',
  `    <h1>All systems operational</h1>
    <table>
      <tr><th>API</th><td>Operational</td></tr>
      <tr><th>Dashboard</th><td>Operational</td></tr>
      <tr><th>Webhooks</th><td>Operational</td></tr>
    </table>
    <h2>Past incidents</h2>
    <p>No incidents in the last 14 days.</p>`,
);

const jobs = frame(
  'Jobs',
  `    <h1>Open positions</h1>
    <ul>
      <li><a href="/jobs#support">Support engineer</a>, Berlin</li>
      <li><a href="/jobs#designer">Product designer</a>, remote in Europe</li>
    </ul>`,
);

const home = frame(
  'Home',
  `    <h1>Northwind Cloud</h1>
    <p>Projects, files and people in one place.</p>
    <ul>
      <li><a href="/pricing">Plans and prices</a></li>
      <li><a href="/changelog">What is new</a></li>
      <li><a href="/status">System status</a></li>
      <li><a href="/jobs">Open positions</a></li>
      <li><a href="/api/stock.json">Stock as JSON</a></li>
      <li><a href="/terms.pdf">Terms of service</a></li>
    </ul>`,
);

const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Northwind Cloud news</title>
  <id>tag:northwind.example,2026:news</id>
  <updated>2026-11-12T09:00:00Z</updated>
  <link href="{{base}}/feed.xml" rel="self"/>
  <entry>
    <title>Northwind 2.4 exports to CSV</title>
    <id>tag:northwind.example,2026:news-24</id>
    <link href="{{base}}/changelog"/>
    <updated>2026-11-12T09:00:00Z</updated>
    <summary>Export projects as CSV, and find things faster.</summary>
  </entry>
</feed>
`;

const stock = `${JSON.stringify({ product: 'Northwind Sensor', sku: 'NW-100', in_stock: false, quantity: 0, price: { amount: 49, currency: 'EUR' } }, null, 2)}\n`;

const terms = `Northwind Cloud - Terms of service
Version of 1 September 2026

1. The service is provided to registered customers.
2. Either side may end the contract with 30 days notice.
3. Data is kept for 90 days after the end of the contract.
4. The liability of Northwind is limited to the fees of the last 12 months.
`;

/** The forged website of a made-up company: one page of every kind Lookout can watch. */
export const defaultPages: readonly Seed[] = [
  { path: '/', title: 'Home', kind: 'html', content: home },
  { path: '/pricing', title: 'Pricing', kind: 'html', content: pricing },
  { path: '/changelog', title: 'Changelog', kind: 'html', content: changelog },
  { path: '/status', title: 'Status', kind: 'status', content: status },
  { path: '/jobs', title: 'Jobs', kind: 'html', content: jobs },
  { path: '/feed.xml', title: 'News feed', kind: 'feed', content: feed },
  { path: '/api/stock.json', title: 'Stock', kind: 'json', content: stock },
  { path: '/terms.pdf', title: 'Terms of service', kind: 'pdf', content: terms },
];

export const testimonials = [
  '“Our releases take half the time.” Mira, Fabrikam',
  '“The export alone paid for it.” Jon, Contoso',
  '“Support answered within the hour.” Ana, Adventure Works',
  '“We moved two hundred people in a week.” Lee, Litware',
];
