"""One file a page: `PAGES`, each an address, a function from stores to plain data, and a template."""
